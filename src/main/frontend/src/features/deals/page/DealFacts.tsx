import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ContractTypeName } from '@/features/approvals';
import { useNames } from '@/shared/api/reference';
import { useFormat } from '@/shared/lib/format';
import type { Deal } from '../api';

export function DealFacts({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const names = useNames();
  const { date, dateTime, percent } = useFormat();
  const facts: [string, ReactNode][] = [
    [t('deal.fields.customerName'), deal.customerName],
    [t('deal.fields.customerType'), t(`deal.customerTypes.${deal.customerType}`, { defaultValue: deal.customerType })],
    [
      t('deal.fields.customerEmail'),
      deal.customerEmail && <a href={`mailto:${deal.customerEmail}`}>{deal.customerEmail}</a>,
    ],
    [t('deal.fields.expectedCloseOn'), date(deal.expectedCloseOn)],
    [t('deal.fields.discount'), deal.discount ? percent(deal.discount) : null],
    [t('deal.fields.contractType'), deal.contractType && <ContractTypeName of={deal.contractType} />],
    [t('deal.demandDepth'), deal.demandDepth],
    [t('common.region'), names.region(deal.region)],
    [t('deal.owner'), deal.owner.name],
    [t('deal.enteredAt'), deal.stage?.enteredAt && dateTime(deal.stage.enteredAt)],
    [t('deal.freezeAt'), deal.state === 'OPEN' && deal.stage?.freezeAt && dateTime(deal.stage.freezeAt)],
    [t('deal.createdAt'), dateTime(deal.createdAt)],
    [t('nav.leads'), deal.leadId && <Link to={`/leads/${deal.leadId}`}>{t('tasks.openRecord')}</Link>],
  ];
  return (
    <section className="card" aria-labelledby="facts">
      <div className="card-head card-head-apart">
        <h2 id="facts">{t('deal.facts')}</h2>
      </div>
      <dl className="facts">
        {facts.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </section>
  );
}
