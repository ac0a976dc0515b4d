import { ReloadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '@/shared/api/keys';
import { useElementName, useIncidents, type Incident } from '@/features/processes';
import { leadChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { useFormat } from '@/shared/lib/format';
import { isManager, keepsProcesses } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Countdown } from '@/shared/ui/Countdown';
import { Loaded } from '@/shared/ui/Loaded';
import { PageTitle } from '@/shared/ui/PageTitle';
import { RecordLink } from '@/shared/ui/RecordLink';
import { useAct } from '@/shared/ui/useAct';
import { useWaiting, type WaitingItem } from './api';

/** Nothing waits unseen: leads that stand still, why, and what to do about it (LR-07, LO-09). */
export function WaitingPage() {
  const { t } = useTranslation();
  const { number, ago } = useFormat();
  const me = useSession();
  const elementName = useElementName();
  const waiting = useWaiting(isManager(me));
  const incidents = useIncidents(keepsProcesses(me));
  if (!isManager(me)) {
    return (
      <div className="page">
        <PageTitle>{t('waiting.incidents')}</PageTitle>
        <Incidents query={incidents} />
      </div>
    );
  }
  return (
    <div className="page">
      <PageTitle>{t('waiting.title')}</PageTitle>
      <Loaded query={waiting} rows={6}>
        {(data) => (
          <>
            <div className="tiles tiles-4 waiting-tiles">
              {(
                [
                  ['received', data.received, ''],
                  ['held', data.held, 'warn'],
                  ['stuck', data.stuck, 'bad'],
                  ['untouched', data.untouched48h, 'warn'],
                ] as const
              ).map(([name, value, tone]) => (
                <div key={name} className={`tile ${value ? tone : ''}`}>
                  <span className="tile-value">{number(value, 0)}</span>
                  <span className="tile-label">{t(`waiting.${name}`)}</span>
                </div>
              ))}
            </div>
            {data.oldestSince && (
              <p className={data.queued > 0 ? 'alarm' : 'muted small'} role={data.queued > 0 ? 'status' : undefined}>
                {t('waiting.oldestSince', { text: ago(data.oldestSince) })}{' '}
                {data.queued > 0 && t('waiting.queued', { count: data.queued })}
              </p>
            )}
            <p className="muted small">{t('waiting.muted', { count: data.muted })}</p>
            <h2 className="section-title">{t('waiting.alarms')}</h2>
            {data.alarms.length === 0 ? (
              <p className="calm-note">{t('waiting.noAlarms')}</p>
            ) : (
              data.alarms.map((alarm) => (
                <p key={alarm.code + alarm.since} className="alarm" role="alert">
                  {t('waiting.stalled', {
                    count: alarm.waiting,
                    element: alarm.elementId ? elementName(alarm.elementId) : '—',
                  })}{' '}
                  <span className="small nowrap">{ago(alarm.since)}</span>
                </p>
              ))
            )}
            {keepsProcesses(me) && <Incidents query={incidents} />}
            <Leads
              id="waiting-leads"
              title={t('lead.title')}
              empty={t('waiting.empty')}
              items={data.items.filter((item) => item.state !== 'untouched')}
              count={data.received}
            />
            <Leads
              id="untouched-leads"
              title={t('waiting.untouchedLeads')}
              empty={t('waiting.noUntouched')}
              items={data.items.filter((item) => item.state === 'untouched')}
              count={data.untouched48h}
            />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Leads({
  id,
  title,
  empty,
  items,
  count,
}: {
  id: string;
  title: string;
  empty: string;
  items: WaitingItem[];
  count: number;
}) {
  const { t } = useTranslation();
  return (
    <section className="card list-card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{title}</h2>
        {count > items.length && <span className="muted small">{t('waiting.oldest', { count: items.length })}</span>}
      </div>
      {items.length === 0 ? (
        <p className="muted list-empty">{empty}</p>
      ) : (
        <ul className="rows">
          {items.map((item) => (
            <Row key={`${item.leadId}-${item.state}`} item={item} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ item }: { item: WaitingItem }) {
  const { t } = useTranslation();
  const { ago } = useFormat();
  const elementName = useElementName();
  const state = item.state.toLowerCase();
  return (
    <li className="row row-plain">
      <Link to={`/leads/${item.leadId}`} className="row-main">
        <span className="row-name">
          <strong>{item.name}</strong>
          <span className={`tag ${state === 'stuck' ? 'tag-bad' : 'tag-warn'}`}>
            {t(`waiting.states.${state}`, { defaultValue: item.state })}
          </span>
        </span>
        <span className="row-facts">
          {item.owner && <span className="fact-owner">{item.owner.name}</span>}
          {item.elementId && <span>{elementName(item.elementId)}</span>}
          {item.reason && <span>{item.reason}</span>}
        </span>
      </Link>
      <span className="row-acts">
        {item.answerBy && (
          <span className="small">
            {t('waiting.answerBy')} <Countdown due={item.answerBy} start={item.since} />
          </span>
        )}
        <span className="muted small nowrap">{ago(item.since)}</span>
      </span>
    </li>
  );
}

function Incidents({ query }: { query: ReturnType<typeof useIncidents> }) {
  const { t } = useTranslation();
  return (
    <section className="card list-card" aria-labelledby="incidents">
      <div className="card-head">
        <h2 id="incidents">{t('waiting.incidents')}</h2>
      </div>
      <Loaded query={query} rows={2}>
        {(incidents) =>
          incidents.length === 0 ? (
            <p className="muted list-empty">{t('waiting.noIncidents')}</p>
          ) : (
            <ul className="rows">
              {incidents.map((incident) => (
                <IncidentRow key={incident.id} incident={incident} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function IncidentRow({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { ago } = useFormat();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  const elementName = useElementName(incident.processId ?? undefined);
  const retry = () =>
    act(async () => {
      await request(`/api/incidents/${incident.id}/retry`, { method: 'POST' });
      await queries.invalidateQueries({ queryKey: keys.incidents });
      leadChanged(queries, incident.recordId);
    }, t('waiting.retried'));
  return (
    <li className="row row-plain">
      <div className="row-main">
        <span className="row-name">
          <strong>{elementName(incident.elementId ?? '')}</strong>
          <span className="muted small">{ago(incident.at)}</span>
        </span>
        {incident.kind === 'LOST' && <span>{t('waiting.lost')}</span>}
        {incident.kind === 'DEPLOYMENT' && <span>{t('waiting.refused')}</span>}
        {incident.kind !== 'LOST' && <span className="incident-reason">{incident.reason}</span>}
        <RecordLink kind={incident.recordKind} id={incident.recordId} />
      </div>
      {incident.kind !== 'DEPLOYMENT' && (
        <Button icon={<ReloadOutlined aria-hidden="true" />} loading={busy} onClick={() => void retry()}>
          {t('waiting.retry')}
        </Button>
      )}
    </li>
  );
}
