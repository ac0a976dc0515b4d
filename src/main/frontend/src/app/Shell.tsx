import {
  AlertOutlined,
  ApartmentOutlined,
  AuditOutlined,
  ClockCircleOutlined,
  DashboardOutlined,
  FileDoneOutlined,
  FunnelPlotOutlined,
  GlobalOutlined,
  HomeOutlined,
  HourglassOutlined,
  ImportOutlined,
  InboxOutlined,
  NotificationOutlined,
  LogoutOutlined,
  MergeCellsOutlined,
  MenuOutlined,
  PauseCircleOutlined,
  PlusOutlined,
  ProjectOutlined,
  SafetyCertificateOutlined,
  SwapOutlined,
  TeamOutlined,
  UnorderedListOutlined,
  CheckSquareOutlined,
} from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Drawer, Skeleton } from 'antd';
import { useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { CustomerSearch } from '@/features/customers';
import { Bell } from '@/features/notices/Bell';
import { LiveProvider } from '@/features/notices/live';
import { request, whenSessionExpires } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import type { Me } from '@/shared/api/types';
import { chooseLanguage, chosenLanguage, languageOf, show } from '@/shared/i18n';
import { dropDraftsOf } from '@/shared/lib/drafts';
import { useMe } from '@/shared/session/api';
import { isManager, isRep } from '@/shared/session/roles';
import { SessionProvider } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { mayOpen, pageAt, paths, type Page } from '@/shared/session/pages';
import { NotAllowed } from './NotFound';

const icons: Record<Page, ReactNode> = {
  home: <HomeOutlined />,
  pool: <InboxOutlined />,
  new: <PlusOutlined />,
  tasks: <CheckSquareOutlined />,
  leads: <UnorderedListOutlined />,
  windows: <DashboardOutlined />,
  waiting: <AlertOutlined />,
  people: <TeamOutlined />,
  switches: <SwapOutlined />,
  campaigns: <NotificationOutlined />,
  imports: <ImportOutlined />,
  timetable: <ClockCircleOutlined />,
  process: <ApartmentOutlined />,
  deals: <ProjectOutlined />,
  approvals: <FileDoneOutlined />,
  debts: <HourglassOutlined />,
  funnel: <FunnelPlotOutlined />,
  stuck: <PauseCircleOutlined />,
  duplicates: <MergeCellsOutlined />,
  audit: <AuditOutlined />,
  verification: <SafetyCertificateOutlined />,
};

const groups: { name: 'work' | 'team' | 'process'; pages: Page[] }[] = [
  { name: 'work', pages: ['home', 'new', 'pool', 'tasks', 'approvals', 'leads', 'deals', 'funnel'] },
  { name: 'team', pages: ['windows', 'waiting', 'stuck', 'duplicates', 'debts', 'people', 'imports', 'campaigns'] },
  { name: 'process', pages: ['process', 'timetable', 'switches', 'audit', 'verification'] },
];

export function Shell() {
  const me = useMe();
  const navigate = useNavigate();
  const location = useLocation();
  const queries = useQueryClient();

  useEffect(() => {
    whenSessionExpires(() => {
      const { pathname, search } = window.location;
      if (pathname !== '/login') {
        void navigate(`/login?expired=1&next=${encodeURIComponent(pathname + search)}`, { replace: true });
      }
    });
  }, [navigate]);

  // Nobody is signed in on a first visit: that is no expired session.
  const stranger = me.error instanceof Problem && me.error.status === 401 && me.data === undefined;
  useEffect(() => {
    if (stranger) {
      queries.removeQueries();
      void navigate(`/login?next=${encodeURIComponent(location.pathname + location.search)}`, { replace: true });
    }
  }, [stranger, navigate, location, queries]);

  useEffect(() => {
    if (me.data && !chosenLanguage()) {
      show(languageOf(me.data.language));
    }
  }, [me.data]);

  if (me.data === undefined) {
    return (
      <div className="page">
        <Loaded query={me}>{() => <Skeleton active />}</Loaded>
      </div>
    );
  }
  return (
    <SessionProvider value={me.data}>
      <LiveProvider>
        <Frame me={me.data} />
      </LiveProvider>
    </SessionProvider>
  );
}

function Frame({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [more, setMore] = useState(false);
  const shown = groups
    .map((group) => ({ ...group, pages: group.pages.filter((page) => mayOpen(me, page)) }))
    .filter((group) => group.pages.length > 0);
  const all = shown.flatMap((group) => group.pages);
  const wanted: Page[] = isRep(me)
    ? ['home', 'deals', 'new', 'tasks']
    : isManager(me)
      ? ['home', 'deals', 'windows', 'tasks']
      : ['home', 'approvals', 'tasks', 'deals', 'process', 'imports', 'timetable'];
  const page = pageAt(pathname);
  const closed = page !== undefined && !mayOpen(me, page);
  const bottom = wanted.filter((page) => all.includes(page)).slice(0, 4);

  // A page that cannot be shown does not keep the title of the one before.
  useLayoutEffect(() => {
    document.title = t('app.name');
  }, [pathname, t]);

  useEffect(() => {
    setMore(false);
    window.scrollTo(0, 0);
  }, [pathname]);

  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <nav className="side" aria-label={t('nav.main')}>
        <Brand />
        <div className="side-pages">
          {shown.map((group) => (
            <div className="side-group" key={group.name}>
              <p className="side-title">{t(`nav.group.${group.name}`)}</p>
              {group.pages.map((page) => (
                <Entry key={page} page={page} />
              ))}
            </div>
          ))}
        </div>
        <div className="side-foot">
          <Account me={me} />
        </div>
      </nav>
      <header className="top">
        <Brand />
        <span className="top-space">{pathname !== '/' && mayOpen(me, 'leads') && <CustomerSearch compact />}</span>
        <Bell />
      </header>
      <main id="content" tabIndex={-1}>
        {closed ? <NotAllowed /> : <Outlet />}
      </main>
      <nav className="bottom" aria-label={t('nav.main')}>
        {bottom.map((page) => (
          <NavLink key={page} to={paths[page]} end className={`bottom-entry${page === 'new' ? ' bottom-new' : ''}`}>
            <span aria-hidden="true">{icons[page]}</span>
            <span>{t(page === 'new' ? 'nav.newShort' : `nav.${page}`)}</span>
          </NavLink>
        ))}
        <button type="button" className="bottom-entry" aria-haspopup="dialog" onClick={() => setMore(true)}>
          <MenuOutlined aria-hidden="true" />
          <span>{t('nav.more')}</span>
        </button>
      </nav>
      <Drawer open={more} onClose={() => setMore(false)} placement="bottom" title={t('nav.more')} size="large">
        <div className="more">
          {all
            .filter((page) => !bottom.includes(page))
            .map((page) => (
              <Entry key={page} page={page} />
            ))}
          <hr />
          <Account me={me} />
        </div>
      </Drawer>
    </div>
  );
}

function Brand() {
  const { t } = useTranslation();
  return (
    <NavLink to="/" className="brand" aria-label={`${t('app.name')} · ${t('nav.home')}`}>
      <img src="/icon.svg" alt="" width="26" height="26" />
      <span>{t('app.name')}</span>
    </NavLink>
  );
}

function Entry({ page }: { page: Page }) {
  const { t } = useTranslation();
  return (
    <NavLink to={paths[page]} end={page === 'home' || page === 'leads'} className="entry">
      <span aria-hidden="true">{icons[page]}</span>
      {t(`nav.${page}`)}
    </NavLink>
  );
}

function Account({ me }: { me: Me }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const signOut = async () => {
    await request('/api/session', { method: 'DELETE' }).catch(() => undefined);
    dropDraftsOf(me.id);
    queries.clear();
    window.location.assign('/login');
  };
  return (
    <div className="account">
      <div className="account-name">
        <strong>
          <NavLink to="/account" title={t('account.title')}>
            {me.name}
          </NavLink>
        </strong>
        <span className="muted">{me.roles.map((role) => t(`roles.${role}`)).join(' · ')}</span>
      </div>
      <button
        type="button"
        className="entry"
        title={t('nav.languageLabel')}
        lang={i18n.language === 'en' ? 'zh-CN' : 'en'}
        onClick={() => {
          const language = i18n.language === 'en' ? 'zh-CN' : 'en';
          chooseLanguage(language);
          // Mail and messages should speak the same language as the pages.
          void request('/api/me/language', { method: 'PUT', body: { language } }).catch(() => undefined);
          void queries.invalidateQueries();
        }}
      >
        <GlobalOutlined aria-hidden="true" />
        {t('nav.language')}
      </button>
      <button type="button" className="entry" onClick={() => void signOut()}>
        <LogoutOutlined aria-hidden="true" />
        {t('nav.signOut')}
      </button>
    </div>
  );
}
