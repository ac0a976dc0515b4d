import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNames } from '@/shared/api/reference';
import { useFormat } from '@/shared/lib/format';
import { Loaded } from '@/shared/ui/Loaded';
import { useTimeline, type TimelineEntry } from '../api';

/** What happened to the lead, the latest first. */
export function Timeline({ id }: { id: string }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const timeline = useTimeline(id);
  const told = useTold();
  return (
    <section className="card" aria-labelledby="history">
      <h2 id="history">{t('common.history')}</h2>
      <Loaded query={timeline}>
        {(entries) =>
          entries.length === 0 ? (
            <p className="muted">{t('lead.historyEmpty')}</p>
          ) : (
            <ol className="timeline">
              {[...entries]
                .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
                .map((entry, index) => (
                  <li key={`${entry.at}-${index}`} className={`timeline-${toneOf(entry.kind)}`}>
                    <p className="timeline-text">
                      {told(entry)}
                      {entry.kind === 'DEAL_OPENED' && typeof entry.detail.dealId === 'string' && (
                        <>
                          {' '}
                          <Link to={`/deals/${entry.detail.dealId}`}>{t('lead.toDeal')}</Link>
                        </>
                      )}
                    </p>
                    {remarkOf(entry) && <p className="timeline-remark">{remarkOf(entry)}</p>}
                    <p className="muted small">
                      <time dateTime={entry.at}>{dateTime(entry.at)}</time>
                      {entry.by && ` · ${entry.by.name}`}
                    </p>
                  </li>
                ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}

/** What happened, in words. */
function useTold(): (entry: TimelineEntry) => string {
  const { t } = useTranslation();
  const names = useNames();
  return ({ kind, detail }) => {
    const variant = String(detail.channel ?? (kind === 'REASSIGNED' ? detail.kind : detail.by) ?? '');
    return t([`timeline.${kind}_${variant}`, `timeline.${kind}`], {
      defaultValue: t('timeline.other'),
      owner: detail.owner ?? '',
      to: detail.to ?? '',
      source: names.source(String(detail.source ?? '')),
      outcome: names.outcome(String(detail.outcome ?? '')),
    });
  };
}

function remarkOf({ detail }: TimelineEntry): string {
  return String(detail.summary ?? detail.reason ?? detail.note ?? '');
}

function toneOf(kind: string): string {
  const name = kind.toLowerCase();
  if (/breach|overdue|escalat|lost|fallback/.test(name)) {
    return 'bad';
  }
  if (/contact|touch|qualif|follow/.test(name)) {
    return 'good';
  }
  return /remind/.test(name) ? 'warn' : 'plain';
}
