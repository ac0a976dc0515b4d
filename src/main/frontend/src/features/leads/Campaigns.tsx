import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/format';
import { FigureTable } from '@/shared/ui/FigureTable';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useCampaigns } from './api';

const PERIODS = [30, 90, 365];
const FIGURES = ['leads', 'contacted', 'qualified', 'lost', 'deals'] as const;

/** What came of each campaign; leads without one have a line of their own, so that the lines add up to all (LI-08). */
export function Campaigns() {
  const { t } = useTranslation();
  const { number, date } = useFormat();
  const [days, setDays] = useState(90);
  const report = useCampaigns(days);
  return (
    <div className="page">
      <PageTitle>{t('campaigns.title')}</PageTitle>
      <Segmented
        className="funnel-views"
        aria-label={t('funnel.period')}
        value={days}
        options={PERIODS.map((count) => ({ value: count, label: t('funnel.lastDays', { count }) }))}
        onChange={setDays}
      />
      <Loaded query={report} rows={8}>
        {({ from, lines, total }) =>
          lines.length === 0 ? (
            <Notice title={t('campaigns.empty')} />
          ) : (
            <>
              <p className="muted small">{t('campaigns.since', { date: date(from) })}</p>
              <FigureTable
                columns={[
                  ...(['source', 'medium', 'campaign'] as const).map((key) => ({
                    key,
                    title: t(`lead.utm.${key}`),
                    text: true,
                  })),
                  ...FIGURES.map((key) => ({ key, title: t(`campaigns.${key}`) })),
                ]}
                foot={
                  <tr>
                    <th scope="row" colSpan={3}>
                      {t('campaigns.total')}
                    </th>
                    {FIGURES.map((key) => (
                      <td key={key} className="right num">
                        {number(total[key], 0)}
                      </td>
                    ))}
                  </tr>
                }
              >
                {lines.map((line) => (
                  <tr key={JSON.stringify([line.source, line.medium, line.campaign])}>
                    <th scope="row">{line.source ?? t('campaigns.unsaid')}</th>
                    <td>{line.medium ?? t('campaigns.unsaid')}</td>
                    <td>{line.campaign ?? t('campaigns.unsaid')}</td>
                    {FIGURES.map((key) => (
                      <td key={key} className="right num">
                        {number(line[key], 0)}
                      </td>
                    ))}
                  </tr>
                ))}
              </FigureTable>
            </>
          )
        }
      </Loaded>
    </div>
  );
}
