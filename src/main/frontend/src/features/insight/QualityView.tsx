import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/format';
import { FigureTable } from '@/shared/ui/FigureTable';
import { Loaded } from '@/shared/ui/Loaded';
import { useQuality } from './api';

const PERIODS = [30, 90, 365];

/** How cleanly deals move: jumps against their limit, returns and dwell by stage. */
export function QualityView() {
  const { t } = useTranslation();
  const { span, number, percent } = useFormat();
  const [days, setDays] = useState(90);
  const quality = useQuality(days);
  return (
    <>
      <Segmented
        className="funnel-views"
        aria-label={t('funnel.period')}
        value={days}
        options={PERIODS.map((count) => ({ value: count, label: t('funnel.lastDays', { count }) }))}
        onChange={setDays}
      />
      <Loaded query={quality} rows={8}>
        {({ jumpErrors, refusedMoves, stages }) => {
          const longer = stages.reduce((sum, stage) => sum + stage.longer, 0);
          return (
            <>
              <div className="tiles tiles-3">
                <div className={`tile ${jumpErrors.percent === null ? '' : jumpErrors.good ? 'good' : 'bad'}`}>
                  <span className="tile-value">
                    {jumpErrors.percent === null ? '—' : `${number(jumpErrors.percent, 1)}%`}
                  </span>
                  <span className="tile-label">{t('funnel.jumpErrors')}</span>
                  <span className="muted small">
                    {t('funnel.jumpErrorsOf', {
                      errors: jumpErrors.errors,
                      all: jumpErrors.transitions,
                      limit: jumpErrors.limit,
                    })}
                  </span>
                  {refusedMoves > 0 && (
                    <span className="muted small">{t('funnel.refusedMoves', { count: refusedMoves })}</span>
                  )}
                </div>
                <div className="tile">
                  <span className="tile-value">
                    {number(
                      stages.reduce((sum, stage) => sum + stage.returned, 0),
                      0,
                    )}
                  </span>
                  <span className="tile-label">{t('funnel.returns')}</span>
                </div>
                <div className={`tile ${longer > 0 ? 'bad' : 'good'}`}>
                  <span className="tile-value">{number(longer, 0)}</span>
                  <span className="tile-label">{t('funnel.longerNow', { count: stages[0]?.standingDays ?? 0 })}</span>
                </div>
              </div>
              <FigureTable
                columns={[
                  { key: 'stage', title: t('funnel.stage'), text: true },
                  { key: 'left', title: t('funnel.left') },
                  { key: 'returnRate', title: t('funnel.returnRate') },
                  { key: 'averageDwell', title: t('funnel.averageDwell') },
                  { key: 'standing', title: t('funnel.standing') },
                  { key: 'longer', title: t('funnel.longerThan', { count: stages[0]?.standingDays ?? 0 }) },
                ]}
              >
                {stages.map((stage) => (
                  <tr key={stage.stage}>
                    <th scope="row">{stage.name}</th>
                    <td className="right num">{number(stage.left, 0)}</td>
                    <td className="right num">
                      {percent(stage.returnRate)}
                      {stage.returned > 0 && <span className="muted small"> ({number(stage.returned, 0)})</span>}
                    </td>
                    <td className="right num">
                      {stage.averageDwellSeconds === null ? '—' : span(stage.averageDwellSeconds)}
                    </td>
                    <td className="right num strong">{number(stage.standing, 0)}</td>
                    <td className={`right num${stage.longer > 0 ? ' bad' : ''}`}>
                      {number(stage.longer, 0)}
                      {stage.longer > 0 && (
                        <span className="muted small"> ({percent(stage.longer / stage.standing)})</span>
                      )}
                    </td>
                  </tr>
                ))}
              </FigureTable>
              <p className="muted small">{t('funnel.jumpErrorsText')}</p>
            </>
          );
        }}
      </Loaded>
    </>
  );
}
