import { SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { mayOpen } from '@/shared/session/pages';
import { Blockers } from '@/features/deals';
import {
  LeadRow,
  LeadSearch,
  byDeadline,
  deadlineOf,
  useToday,
  useWaiting,
  useWindows,
  type LeadSummary,
} from '@/features/leads';
import { useElementName } from '@/features/processes';
import { useTasks } from '@/features/tasks';
import { useFormat } from '@/shared/lib/format';
import { useServerNow } from '@/shared/lib/ticking';
import { isManager, isRep, isSales } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';

export function Home() {
  const { t } = useTranslation();
  const me = useSession();
  return (
    <div className="page home">
      <section className="ask" aria-labelledby="question">
        <PageTitle id="question">
          {mayOpen(me, 'leads') ? t('home.question') : t('home.hello', { name: me.name })}
        </PageTitle>
        {mayOpen(me, 'leads') && <LeadSearch icon={<SearchOutlined aria-hidden="true" />} />}
      </section>
      {isManager(me) && <TeamNow />}
      {isRep(me) || isManager(me) ? <Today /> : <OpenTasks />}
      {isSales(me) && <Blockers />}
    </div>
  );
}

/** People without leads of their own come for their tasks. */
function OpenTasks() {
  const { t } = useTranslation();
  const tasks = useTasks();
  const { number } = useFormat();
  return (
    <section>
      <div className="tiles">
        <Link to="/tasks" className="tile">
          <span className="tile-value">
            {number(tasks.data?.length, 0)}
            {tasks.hasNextPage && '+'}
          </span>
          <span className="tile-label">{t('nav.tasks')}</span>
        </Link>
      </div>
    </section>
  );
}

function Today() {
  const { t } = useTranslation();
  const me = useSession();
  const today = useToday();
  const empty = today.data?.length === 0;
  if (empty && !isRep(me)) {
    return null;
  }
  return (
    <section aria-labelledby="today" className="card list-card">
      <div className="card-head">
        <h2 id="today">{t('home.today')}</h2>
        {today.data && !empty && <span className="muted">{t('home.todayCount', { count: today.data.length })}</span>}
      </div>
      <Loaded query={today} rows={6}>
        {(leads) =>
          leads.length === 0 ? (
            <Notice title={t('home.todayEmpty')} text={t('home.todayEmptyText')}>
              {mayOpen(me, 'pool') && (
                <Link to="/pool">
                  <Button>{t('nav.pool')}</Button>
                </Link>
              )}
              <Link to="/leads/new">
                <Button type="primary">{t('nav.new')}</Button>
              </Link>
            </Notice>
          ) : (
            <Grouped leads={leads} />
          )
        }
      </Loaded>
    </section>
  );
}

function Grouped({ leads }: { leads: LeadSummary[] }) {
  const { t } = useTranslation();
  // Rows move between the groups as time passes, once a minute is soon enough.
  const now = Math.floor(useServerNow() / 60_000) * 60_000;
  const endOfDay = new Date(now).setHours(24, 0, 0, 0);
  const sorted = [...leads].sort(byDeadline);
  const due = (lead: LeadSummary) => (deadlineOf(lead) ? Date.parse(deadlineOf(lead)!) : Number.POSITIVE_INFINITY);
  const groups = [
    { name: t('home.overdueGroup'), leads: sorted.filter((lead) => due(lead) <= now) },
    { name: t('home.todayGroup'), leads: sorted.filter((lead) => due(lead) > now && due(lead) < endOfDay) },
    { name: t('home.laterGroup'), leads: sorted.filter((lead) => due(lead) >= endOfDay) },
  ].filter((group) => group.leads.length > 0);
  return (
    <>
      {groups.map((group) => (
        <div key={group.name}>
          <h3 className="group-title">
            {group.name} <span>{group.leads.length}</span>
          </h3>
          <ol className="rows">
            {group.leads.map((lead) => (
              <TodayRow key={lead.id} lead={lead} />
            ))}
          </ol>
        </div>
      ))}
    </>
  );
}

function TodayRow({ lead }: { lead: LeadSummary }) {
  const { t } = useTranslation();
  const dueText = lead.status === 'ASSIGNED' ? t('deadline.firstContact') : t('deadline.followUp');
  return <LeadRow lead={lead} due={deadlineOf(lead)} dueText={dueText} reach />;
}

/** What a manager wants to know before asking anything: four numbers that lead somewhere. */
function TeamNow() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const windows = useWindows({ state: 'due' });
  const waiting = useWaiting();
  const elementName = useElementName();
  const alarms = waiting.data?.alarms ?? [];
  const tiles = [
    { label: t('home.teamDue'), value: windows.data?.counts.due, to: '/windows?state=due', tone: '' },
    { label: t('home.teamBreached'), value: windows.data?.counts.breached, to: '/windows?state=breached', tone: 'bad' },
    { label: t('home.teamMet'), value: windows.data?.counts.met, to: '/windows?state=met', tone: 'good' },
    { label: t('home.teamStuck'), value: waiting.data?.stuck, to: '/waiting', tone: 'bad' },
    { label: t('home.teamUntouched'), value: waiting.data?.untouched48h, to: '/waiting', tone: 'warn' },
  ];
  return (
    <section aria-labelledby="team">
      <h2 id="team" className="section-title">
        {t('home.team')}
      </h2>
      {alarms.map((alarm) => (
        <Link key={alarm.code + alarm.since} to="/waiting" className="alarm">
          {t('waiting.stalled', {
            count: alarm.waiting,
            element: alarm.elementId ? elementName(alarm.elementId) : '—',
          })}
        </Link>
      ))}
      <div className="tiles">
        {tiles.map((tile) => (
          <Link key={tile.label} to={tile.to} className={`tile ${tile.value ? tile.tone : ''}`}>
            <span className="tile-value">{number(tile.value, 0)}</span>
            <span className="tile-label">{tile.label}</span>
          </Link>
        ))}
      </div>
    </section>
  );
}
