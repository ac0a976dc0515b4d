import { QuestionCircleOutlined } from '@ant-design/icons';
import { Segmented, Tabs, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { inLanguage } from '@/shared/lib/bilingual';
import { useFormat } from '@/shared/lib/format';
import { HOUSE_CURRENCY } from '@/shared/lib/money';
import { isManager } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { FigureTable } from '@/shared/ui/FigureTable';
import { Loaded } from '@/shared/ui/Loaded';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useFunnel, type Funnel, type FunnelManagement, type FunnelRow, type FunnelTotal } from './api';
import { HeatMapView } from './HeatMapView';
import { QualityView } from './QualityView';

/** Where the deals are: as a funnel in two views, and for those who lead as a heat map and as rates. */
export function FunnelPage() {
  const { t } = useTranslation();
  const me = useSession();
  const [search, setSearch] = useSearchParams();
  const manages = isManager(me);
  const tab = manages ? (search.get('tab') ?? 'funnel') : 'funnel';
  return (
    <div className="page page-wide">
      <div className="page-head">
        <PageTitle>{t('nav.funnel')}</PageTitle>
      </div>
      {manages ? (
        <Tabs
          activeKey={tab}
          destroyOnHidden
          onChange={(chosen) => setSearch(chosen === 'funnel' ? {} : { tab: chosen }, { replace: true })}
          items={[
            { key: 'funnel', label: t('funnel.tab'), children: <FunnelView /> },
            { key: 'heat', label: t('funnel.heat'), children: <HeatMapView /> },
            { key: 'quality', label: t('funnel.quality'), children: <QualityView /> },
          ]}
        />
      ) : (
        <FunnelView />
      )}
    </div>
  );
}

function FunnelView() {
  const { t } = useTranslation();
  const me = useSession();
  const [search, setSearch] = useSearchParams();
  const manages = isManager(me);
  const view = manages && search.get('view') !== 'sales' ? 'management' : 'sales';
  const funnel = useFunnel(view);
  return (
    <>
      {manages && (
        <Segmented
          className="funnel-views"
          aria-label={t('funnel.view')}
          value={view}
          options={(['management', 'sales'] as const).map((one) => ({ value: one, label: t(`funnel.views.${one}`) }))}
          onChange={(chosen) => setSearch(chosen === 'sales' ? { view: 'sales' } : {}, { replace: true })}
        />
      )}
      <Loaded query={funnel} rows={8}>
        {(data) => <FunnelTable funnel={data} />}
      </Loaded>
    </>
  );
}

function FunnelTable({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation();
  const widest = Math.max(1, ...funnel.rows.map((row) => row.counted.count + row.suspended.count));
  return (
    <FigureTable
      className="funnel-table"
      columns={[
        { key: 'stage', title: t('funnel.stage'), text: true },
        { key: 'count', title: t('funnel.count') },
        { key: 'amount', title: t('funnel.amount') },
        { key: 'suspended', title: <Hint text={t('funnel.suspendedHint')}>{t('deal.suspended')}</Hint> },
        ...funnel.columns.map((column) => ({
          key: column.key,
          title: <Hint text={column.definition}>{column.name}</Hint>,
          text: column.key === 'risk',
        })),
      ]}
      foot={<Row row={{ ...funnel.total, name: t('funnel.total') }} funnel={funnel} />}
    >
      {funnel.rows.map((row) => (
        <Row key={row.stage} row={row} funnel={funnel} widest={widest} />
      ))}
    </FigureTable>
  );
}

function Row({ row, funnel, widest }: { row: FunnelRow; funnel: Funnel; widest?: number }) {
  const { number } = useFormat();
  const { t, i18n } = useTranslation();
  return (
    <tr>
      <th scope="row">
        {widest ? (
          <Tooltip
            title={
              row.definition &&
              `${row.definition} ${t('deal.definitionVersion', { version: row.definitionVersion, by: inLanguage(row.definitionApprovedBy ?? '', i18n.language) })}`
            }
          >
            <Link to={`/deals?stage=${row.stage}`}>{row.name}</Link>
          </Tooltip>
        ) : (
          row.name
        )}
        {widest && (
          <span className="funnel-bar" aria-hidden="true">
            <span style={{ width: `${(row.counted.count / widest) * 100}%` }} />
            <span className="funnel-frozen" style={{ width: `${(row.suspended.count / widest) * 100}%` }} />
          </span>
        )}
      </th>
      <td className="right num strong">{number(row.counted.count, 0)}</td>
      <td className="right num">
        <Amounts total={row.counted} />
      </td>
      <td className="right num muted">
        {row.suspended.count > 0 ? (
          <>
            {number(row.suspended.count, 0)} · <Amounts total={row.suspended} />
          </>
        ) : (
          '—'
        )}
      </td>
      {funnel.columns.length > 0 && row.management && <Management of={row.management} />}
    </tr>
  );
}

function Management({ of }: { of: FunnelManagement }) {
  const { t } = useTranslation();
  const { number, percent } = useFormat();
  const all = of.risk.high + of.risk.medium + of.risk.low;
  return (
    <>
      <td className="right num">
        {of.paybackDays === null ? (
          '—'
        ) : (
          <>
            {t('funnel.days', { text: number(of.paybackDays, 0) })}
            {!of.paybackMeasured && <span className="muted small"> {t('funnel.byLimits')}</span>}
            {of.paybackOpen > 0 && <div className="muted small">{t('funnel.cashOpen', { count: of.paybackOpen })}</div>}
          </>
        )}
      </td>
      <td>
        {all === 0 ? (
          <span className="muted">—</span>
        ) : (
          <span className="risk-counts">
            {(['high', 'medium', 'low'] as const)
              .filter((level) => of.risk[level] > 0)
              .map((level) => (
                <span key={level} className={`tag risk-${level}`}>
                  {t(`funnel.risks.${level}`)} {number(of.risk[level], 0)}
                </span>
              ))}
          </span>
        )}
      </td>
      <td className="right num">
        {of.progress.share === null ? (
          '—'
        ) : (
          <>
            {percent(of.progress.share)}{' '}
            <span className="muted small">
              {number(of.progress.done, 0)}/{number(of.progress.required, 0)}
            </span>
          </>
        )}
      </td>
    </>
  );
}

function Amounts({ total }: { total: FunnelTotal }) {
  const { money } = useFormat();
  return [{ amount: total.amount, currency: HOUSE_CURRENCY }, ...total.otherAmounts]
    .filter((sum, place) => place === 0 || sum.amount > 0)
    .map((sum) => money(sum.amount, sum.currency, true))
    .join(' · ');
}

function Hint({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <Tooltip title={text}>
      <button type="button" className="hint" aria-description={text}>
        {children} <QuestionCircleOutlined aria-hidden="true" />
      </button>
    </Tooltip>
  );
}
