import { CompressOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LazyDiagram, type DiagramHandle } from '@/features/processes';
import { useFormat } from '@/shared/lib/format';
import { serverNow } from '@/shared/lib/serverClock';
import { FigureTable } from '@/shared/ui/FigureTable';
import { Loaded } from '@/shared/ui/Loaded';
import { useHeatMap, useStandingIn, type HeatMap, type HeatPlace } from './api';
import { heatOf } from './heat';


const DAYS = 90;
const NO_COUNTS: never[] = [];

/** The deployed diagram with where deals stand, how long, and which flows they took back or past stages. */
export function HeatMapView() {
  const map = useHeatMap(DAYS);
  return (
    <Loaded query={map} rows={10}>
      {(data) => <Heat map={data} />}
    </Loaded>
  );
}

function Heat({ map }: { map: HeatMap }) {
  const { t, i18n } = useTranslation();
  const { span, number, dateTime } = useFormat();
  const diagram = useRef<DiagramHandle>(null);
  const [stage, setStage] = useState<string | null>(null);
  const places = map.places;
  const shown = places.find((place) => place.stage === stage);
  const heat = useMemo(
    () =>
      places.map((place) => ({
        elementId: place.box,
        tone: heatOf(place),
        name: place.name,
        text: place.count ? `${number(place.count, 0)} · ${span(place.medianSeconds)}` : '0',
        quiet: place.count === 0,
      })),
    // The formats are new at every drawing; they differ with the language only.
    [places, i18n.language],
  );
  const open = useCallback(
    (element: string) => {
      const place = places.find(({ elements }) => elements.includes(element));
      if (place) {
        setStage(place.stage);
      }
    },
    [places],
  );
  return (
    <>
      <p className="muted small heat-line">
        {t('process.version', { version: map.version })} · {t('funnel.asOf', { at: dateTime(map.asOf) })}
        <span className="heat-legend" aria-hidden="true">
          {t('funnel.heatFrom')}
          {[1, 2, 3, 4, 5].map((tone) => (
            <i key={tone} className={`heat-${tone}`} />
          ))}
          {t('funnel.heatTo')}
          <b className="flow-return" /> {t('funnel.ways.RETURN')}
          <b className="flow-jump" /> {t('funnel.ways.JUMP')}
        </span>
      </p>
      <div className="diagram-frame heat-frame">
        <Suspense fallback={<div className="diagram" role="status" aria-label={t('common.loading')} />}>
          <LazyDiagram
            ref={diagram}
            xml={map.bpmnXml}
            counts={NO_COUNTS}
            heat={heat}
            flows={map.flows}
            label={t('process.aria')}
            onElement={open}
          />
        </Suspense>
        <div className="diagram-tools">
          <Button icon={<PlusOutlined aria-hidden="true" />} aria-label={t('process.zoomIn')} onClick={() => diagram.current?.zoom(1)} />
          <Button icon={<MinusOutlined aria-hidden="true" />} aria-label={t('process.zoomOut')} onClick={() => diagram.current?.zoom(-1)} />
          <Button icon={<CompressOutlined aria-hidden="true" />} aria-label={t('process.fit')} onClick={() => diagram.current?.fit()} />
        </div>
      </div>
      <p className="muted small diagram-hint">{t('funnel.heatHint')}</p>
      <div className="heat-tables">
        <Places places={places} onStage={setStage} />
        <Ways map={map} />
      </div>
      {shown && <Standing place={shown} onClose={() => setStage(null)} />}
    </>
  );
}

function Places({ places, onStage }: { places: HeatPlace[]; onStage: (stage: string) => void }) {
  const { t } = useTranslation();
  const { span, number } = useFormat();
  return (
    <FigureTable
      title={t('funnel.places')}
      columns={[
        { key: 'stage', title: t('funnel.stage'), text: true },
        { key: 'count', title: t('funnel.count') },
        { key: 'median', title: t('funnel.median') },
        { key: 'percentile', title: t('funnel.percentile') },
        { key: 'longer', title: t('funnel.longerThan', { count: places[0]?.standingDays ?? 0 }) },
      ]}
    >
      {places.map((place) => (
        <tr key={place.stage}>
          <th scope="row">
            <i className={`heat-dot heat-${heatOf(place)}`} aria-hidden="true" />
            <button type="button" className="link" onClick={() => onStage(place.stage)}>
              {place.name}
            </button>
          </th>
          <td className="right num strong">{number(place.count, 0)}</td>
          <td className="right num">{place.count ? span(place.medianSeconds) : '—'}</td>
          <td className="right num">
            {place.count ? number(place.percentile, 0) : '—'}
            {place.count > 0 && !place.measured && <span className="muted small"> {t('funnel.byLimits')}</span>}
          </td>
          <td className={`right num${place.longer > 0 ? ' bad' : ''}`}>{number(place.longer, 0)}</td>
        </tr>
      ))}
    </FigureTable>
  );
}

function Ways({ map }: { map: HeatMap }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const ways = [...map.ways].sort((a, b) => b.count - a.count);
  return (
    <FigureTable title={t('funnel.waysTitle', { count: map.days })}>
      {ways.length === 0 && (
        <tr>
          <td className="muted">{t('funnel.noWays')}</td>
        </tr>
      )}
      {ways.map((way) => (
        <tr key={`${way.kind}.${way.from}.${way.to}`}>
          <td>
            <span className={`tag way-${way.kind.toLowerCase()}`}>{t(`funnel.ways.${way.kind}`)}</span>
          </td>
          <td>
            {way.fromName} → {way.toName}
            {!way.drawn && <span className="muted small"> {t('funnel.notDrawn')}</span>}
          </td>
          <td className="right num strong">{number(way.count, 0)}</td>
        </tr>
      ))}
    </FigureTable>
  );
}

function Standing({ place, onClose }: { place: HeatPlace; onClose: () => void }) {
  const { t } = useTranslation();
  const { span, dateTime } = useFormat();
  const deals = useStandingIn(place.stage);
  return (
    <Drawer open onClose={onClose} title={t('process.recordsAt', { name: place.name })} size={440}>
      <Loaded query={deals}>
        {(items) =>
          items.length === 0 ? (
            <p className="muted">{t('process.none')}</p>
          ) : (
            <>
              <p className="muted small">{t('common.total', { count: Math.max(place.count, items.length) })}</p>
              <ul className="drawer-rows">
                {items.map((deal) => (
                  <li key={deal.id} className="row row-plain">
                    <Link to={`/deals/${deal.id}`} className="row-main">
                      <strong>{deal.name}</strong>
                      <span className="row-facts">
                        <span className="fact-owner">{deal.owner.name}</span>
                        <span>{deal.customerName}</span>
                      </span>
                    </Link>
                    <span className="row-due standing-facts">
                      <span className={`num${deal.longer ? ' bad' : ''}`} title={dateTime(deal.enteredAt)}>
                        {deal.enteredAt ? span((serverNow() - Date.parse(deal.enteredAt)) / 1000) : '—'}
                      </span>
                      <span className={`tag risk-${deal.risk}`}>{t(`funnel.risks.${deal.risk}`)}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Drawer>
  );
}
