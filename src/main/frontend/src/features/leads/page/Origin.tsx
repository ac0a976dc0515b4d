import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNames } from '@/shared/api/reference';
import { useFormat } from '@/shared/lib/format';
import { mayOpen } from '@/shared/session/pages';
import { useSession } from '@/shared/session/session';
import { Fact, Facts } from '@/shared/ui/Facts';
import type { Lead } from '../api';

const campaign = ['source', 'medium', 'campaign', 'term', 'content'] as const;
const place = ['form_id', 'landing_page', 'referrer', 'file', 'line', 'ip'] as const;
/** Shown elsewhere, or of no use to anybody who sells. */
const elsewhere = new Set(['message', 'channel', 'origin', 'import', 'user_agent']);

/** Where the lead came from and when what happened; what a source sent under names of its own waits below. */
export function Origin({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const me = useSession();
  const names = useNames();
  const { dateTime, span } = useFormat();
  const meta = lead.sourceMeta ?? {};
  const utm = new Map(Object.entries(lead.utm ?? {}).map(([name, value]) => [name.replace(/^utm_/, ''), value]));
  const known = new Set<string>([...place, ...elsewhere]);
  const others = [
    ...[...utm].filter(([name]) => !(campaign as readonly string[]).includes(name)),
    ...Object.entries(meta).filter(([name]) => !known.has(name)),
  ];
  return (
    <section className="card" aria-labelledby="origin">
      <h2 id="origin">{t('lead.meta')}</h2>
      <Facts>
        <Fact label={t('lead.source')}>{names.source(lead.source)}</Fact>
        <Fact label={t('lead.channel')}>{channelOf(meta.channel)}</Fact>
        <Fact label={t('lead.owner')}>{lead.owner?.name ?? t('lead.nobody')}</Fact>
        <Fact label={t('lead.receivedAt')}>{dateTime(lead.receivedAt)}</Fact>
        <Fact label={t('lead.assignedAt')}>{lead.assignedAt && dateTime(lead.assignedAt)}</Fact>
        <Fact label={t('lead.firstTouchAt')}>{lead.firstTouchAt && dateTime(lead.firstTouchAt)}</Fact>
        <Fact label={t('lead.nextFollowUpAt')}>{lead.nextFollowUpAt && dateTime(lead.nextFollowUpAt)}</Fact>
        <Fact label={t('lead.leadClock')}>
          {lead.leadClockSeconds != null && lead.firstTouchAt && span(lead.leadClockSeconds)}
        </Fact>
        <Fact label={t('lead.repClock')}>
          {lead.repClockSeconds != null && lead.firstTouchAt && span(lead.repClockSeconds)}
        </Fact>
        <Fact label={t('lead.externalRef')}>{lead.externalRef}</Fact>
        {meta.import && mayOpen(me, 'imports') && (
          <Fact label={t('nav.imports')}>
            <Link to={`/imports/${meta.import}`}>{t('tasks.openRecord')}</Link>
          </Fact>
        )}
        {place.map((name) => (
          <Fact key={name} label={t(`lead.from.${name}`)}>
            {meta[name]}
          </Fact>
        ))}
        {campaign.map((name) => (
          <Fact key={name} label={t(`lead.utm.${name}`)}>
            {utm.get(name)}
          </Fact>
        ))}
      </Facts>
      {others.length > 0 && (
        <details>
          <summary>{t('lead.rawMeta')}</summary>
          <Facts>
            {others.map(([name, value]) => (
              <Fact key={name} label={name}>
                {typeof value === 'string' ? value : JSON.stringify(value)}
              </Fact>
            ))}
          </Facts>
        </details>
      )}
    </section>
  );

  function channelOf(channel: string | undefined): string {
    const [kind, ...rest] = (channel ?? '').split(' ');
    const source = rest.join(' ');
    switch (kind) {
      case 'api':
        return t('lead.channels.api');
      case 'demo':
        return t('lead.channels.demo');
      case 'import':
        return t('lead.channels.import');
      case 'public-form':
        return t('lead.channels.publicForm');
      case 'hook':
        return t('lead.channels.hook', { source: names.source(source) });
      default:
        return '';
    }
  }
}
