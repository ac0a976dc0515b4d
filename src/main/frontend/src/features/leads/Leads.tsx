import { Input, Pagination, Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useFormat } from '@/shared/lib/format';
import { isManager, isRep, isSales } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useLeads, useOverdueFollowUps, type LeadStatus, type LeadSummary } from './api';
import { LeadRow } from './LeadRow';
import { deadlineOf } from './order';

const SIZE = 30;
const statuses: LeadStatus[] = ['RECEIVED', 'ASSIGNED', 'POOLED', 'CONTACTED', 'QUALIFIED', 'LOST'];

export function Leads() {
  const { t } = useTranslation();
  const me = useSession();
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState(search.get('q') ?? '');
  const owner = search.get('owner') ?? (isRep(me) && !isManager(me) ? 'me' : 'all');
  const whose = [
    ...(isManager(me) || !isRep(me) ? ([['all', 'common.all']] as const) : []),
    ...(isSales(me)
      ? ([
          ['me', 'common.mine'],
          ['overdue', 'lead.overdueFollowUps'],
        ] as const)
      : []),
    ['entered-by-me', 'lead.enteredByMe'] as const,
  ];
  const overdue = owner === 'overdue';
  const status = search.get('status') ?? '';
  const page = Number(search.get('page') ?? 0);

  const change = (values: Record<string, string | undefined>) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        for (const [key, value] of Object.entries({ page: undefined, ...values })) {
          if (value) {
            next.set(key, value);
          } else {
            next.delete(key);
          }
        }
        return next;
      },
      { replace: true },
    );

  const asked = search.get('q') ?? '';
  useEffect(() => {
    const timer = setTimeout(() => text.trim() !== asked && change({ q: text.trim() || undefined }), 250);
    return () => clearTimeout(timer);
  });

  const found = useLeads({ q: search.get('q') ?? undefined, status, owner, page, size: SIZE }, !overdue);
  const late = useOverdueFollowUps(overdue);
  const leads = overdue ? { ...late, data: late.data && { items: late.data, total: late.data.length } } : found;
  return (
    <div className="page">
      <div className="page-head">
        <PageTitle>{t('lead.title')}</PageTitle>
        <Segmented
          aria-label={t('lead.whose')}
          value={owner}
          options={whose.map(([value, label]) => ({ value, label: t(label) }))}
          onChange={(value) => change({ owner: value })}
        />
      </div>
      {!overdue && (
        <div className="filters">
          <Input
            allowClear
            aria-label={t('lead.search')}
            placeholder={t('home.search')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Select
            aria-label={t('waiting.state')}
            value={status}
            options={[
              { value: '', label: t('common.all') },
              ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
            ]}
            onChange={(value) => change({ status: value || undefined })}
          />
        </div>
      )}
      <section className="card list-card">
        <Loaded query={leads} rows={8}>
          {(data) =>
            data.items.length === 0 ? (
              <Notice title={t('lead.listEmpty')} />
            ) : (
              <>
                <ul className="rows">
                  {data.items.map((lead) => (
                    <Row key={lead.id} lead={lead} />
                  ))}
                </ul>
                {!overdue && data.total > SIZE && (
                  <Pagination
                    className="pages"
                    size="small"
                    align="center"
                    current={page + 1}
                    pageSize={SIZE}
                    total={data.total}
                    showSizeChanger={false}
                    showTotal={(total) => t('common.total', { count: total })}
                    onChange={(next) => change({ page: next > 1 ? String(next - 1) : undefined })}
                  />
                )}
              </>
            )
          }
        </Loaded>
      </section>
    </div>
  );
}

function Row({ lead }: { lead: LeadSummary }) {
  const { t } = useTranslation();
  const { ago } = useFormat();
  return (
    <LeadRow lead={lead} due={lead.status === 'QUALIFIED' || lead.status === 'LOST' ? null : deadlineOf(lead)}>
      <span>{lead.owner?.name ?? t('lead.nobody')}</span>
      <span>{ago(lead.receivedAt)}</span>
    </LeadRow>
  );
}
