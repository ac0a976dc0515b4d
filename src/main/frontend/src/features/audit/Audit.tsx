import { Button, Input, Pagination, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { usePeople } from '@/features/people';
import { useFormat } from '@/shared/lib/format';
import { recordPath } from '@/shared/lib/records';
import { has } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAudit, type AuditEntry } from './api';
import { TrailSeals } from './TrailSeals';
import { asRecorded, useAuditWords } from './words';

const SIZE = 50;
const everybody = [
  'lead',
  'deal',
  'contract',
  'approval',
  'green-channel',
  'evidence',
  'deal-repair',
  'import',
] as const;

/** Who did what, when and from where, before and after (AC-04, AC-08). It can be read and nothing else. */
export function Audit() {
  const { t } = useTranslation();
  const me = useSession();
  const [search, setSearch] = useSearchParams();
  const [person, setPerson] = useState('');
  const people = usePeople({ q: person });
  // What concerns safety is read by administrators alone.
  const kinds = has(me, 'ADMIN') ? ([...everybody, 'security'] as const) : everybody;
  const value = (name: string) => search.get(name) ?? '';
  const page = Number(value('page') || 0);
  const filter = {
    subjectKind: value('kind'),
    subjectId: value('record'),
    action: value('action'),
    by: value('by'),
    from: dayStart(value('from'), 0),
    to: dayStart(value('to'), 1),
    page,
    size: SIZE,
  };
  const found = useAudit(filter);
  const said = useAuditWords();

  const change = (values: Record<string, string | undefined>) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        Object.entries({ page: undefined, ...values }).forEach(([key, entry]) =>
          entry ? next.set(key, entry) : next.delete(key),
        );
        return next;
      },
      { replace: true },
    );

  return (
    <div className="page">
      <PageTitle>{t('audit.title')}</PageTitle>
      <p className="page-intro">{t('audit.text')}</p>
      {has(me, 'DIRECTOR', 'ADMIN') && <TrailSeals />}
      <div className="filters filters-many">
        <Select
          aria-label={t('audit.kind')}
          value={value('kind')}
          options={[
            { value: '', label: t('audit.anyKind') },
            ...kinds.map((kind) => ({ value: kind, label: t(`audit.kinds.${kind}`) })),
          ]}
          onChange={(kind) => change({ kind })}
        />
        <Select
          showSearch
          allowClear
          filterOption={false}
          aria-label={t('audit.by')}
          placeholder={t('audit.by')}
          value={value('by') || undefined}
          options={(people.data ?? []).slice(0, 50).map(({ id, name }) => ({ value: id, label: name }))}
          onSearch={setPerson}
          onChange={(by?: string) => change({ by })}
        />
        <Input
          type="date"
          aria-label={t('audit.from')}
          title={t('audit.from')}
          value={value('from')}
          max={value('to') || undefined}
          onChange={(event) => change({ from: event.target.value })}
        />
        <Input
          type="date"
          aria-label={t('audit.to')}
          title={t('audit.to')}
          value={value('to')}
          min={value('from') || undefined}
          onChange={(event) => change({ to: event.target.value })}
        />
        {(value('record') || value('action')) && (
          <Button onClick={() => change({ record: undefined, action: undefined })}>{t('audit.everything')}</Button>
        )}
      </div>
      <section className="card list-card">
        <Loaded query={found} rows={10}>
          {(data) =>
            data.items.length === 0 ? (
              <Notice title={t('audit.empty')} />
            ) : (
              <>
                <ol className="audit">
                  {data.items.map((entry) => (
                    <Entry key={entry.id} entry={entry} said={said} onOnly={change} />
                  ))}
                </ol>
                {data.total > SIZE && (
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

function Entry({
  entry,
  said,
  onOnly,
}: {
  entry: AuditEntry;
  said: ReturnType<typeof useAuditWords>;
  onOnly: (values: Record<string, string>) => void;
}) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  // A field whose value has no name in any language is a key of a program: it stands below, to the letter.
  const changes = entry.changes
    .filter(({ field, name }) => name !== field)
    .map(({ field, name, before, after }) => ({
      field,
      name,
      before: said(field, before),
      after: said(field, after),
    }))
    .filter(({ before, after }) => before !== null || after !== null);
  const path = recordPath(entry.subjectKind, entry.subjectId ?? undefined);
  return (
    <li className="audit-entry">
      <p className="audit-line">
        <time dateTime={entry.at} className="num muted">
          {dateTime(entry.at)}
        </time>
        <strong>{entry.by.name}</strong>
        <button type="button" className="audit-only" onClick={() => onOnly({ action: entry.action })}>
          {entry.actionName}
        </button>
        {path ? <Link to={path}>{entry.subjectKindName}</Link> : <span>{entry.subjectKindName}</span>}
        {entry.subjectId && (
          <button type="button" className="audit-only muted small" onClick={() => onOnly({ record: entry.subjectId! })}>
            {t('audit.onlyThis')}
          </button>
        )}
      </p>
      {changes.length > 0 && (
        <dl className="audit-changes">
          {changes.map(({ field, name, before, after }) => (
            <div key={field}>
              <dt>{name}</dt>
              <dd>
                {before !== null && <del>{before}</del>} {after !== null && <ins>{after}</ins>}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="muted small">
        {[
          t(`audit.origin.${entry.origin.kind}`, { defaultValue: t('common.other') }),
          entry.origin.address,
          entry.owner && t('audit.owner', { name: entry.owner.name }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <details className="muted small">
        <summary>{t('audit.raw')}</summary>
        <pre className="audit-raw">{asRecorded(entry)}</pre>
      </details>
    </li>
  );
}

/** The first moment of a day of the reader's calendar, or of the day after it. */
function dayStart(day: string, later: number): string {
  if (!day) {
    return '';
  }
  const start = new Date(`${day}T00:00`);
  start.setDate(start.getDate() + later);
  return Number.isNaN(start.getTime()) ? '' : start.toISOString();
}
