import type { Me, Role } from '../api/types';

export type Page =
  | 'home'
  | 'pool'
  | 'new'
  | 'tasks'
  | 'leads'
  | 'windows'
  | 'waiting'
  | 'people'
  | 'switches'
  | 'imports'
  | 'timetable'
  | 'process'
  | 'deals'
  | 'approvals'
  | 'debts'
  | 'funnel'
  | 'stuck'
  | 'audit'
  | 'verification';

export const paths: Record<Page, string> = {
  home: '/',
  pool: '/pool',
  new: '/leads/new',
  tasks: '/tasks',
  leads: '/leads',
  windows: '/windows',
  waiting: '/waiting',
  people: '/people',
  switches: '/switches',
  imports: '/imports',
  timetable: '/timetable',
  process: '/process',
  deals: '/deals',
  approvals: '/approvals',
  debts: '/debts',
  funnel: '/funnel',
  stuck: '/stuck',
  audit: '/audit',
  verification: '/verification',
};

const leading: Page[] = [
  'home',
  'deals',
  'funnel',
  'stuck',
  'windows',
  'waiting',
  'tasks',
  'leads',
  'pool',
  'new',
  'people',
  'imports',
  'approvals',
  'debts',
  'audit',
  'verification',
];

const pagesOf: Record<Role, Page[]> = {
  REP: ['home', 'pool', 'new', 'tasks', 'leads', 'deals', 'funnel', 'debts', 'timetable'],
  SUPERVISOR: [...leading, 'timetable', 'process'],
  DIRECTOR: [...leading, 'switches', 'timetable', 'process'],
  ADMIN: [...leading, 'switches', 'timetable', 'process'],
  PROCESS_OWNER: ['home', 'tasks', 'waiting', 'switches', 'timetable', 'process'],
  MARKETING: ['home', 'new', 'leads', 'tasks', 'imports', 'timetable'],
  FINANCE: ['home', 'approvals', 'tasks', 'deals', 'timetable'],
  LEGAL: ['home', 'approvals', 'tasks', 'deals', 'timetable'],
  CUSTOMER_SUCCESS: ['home', 'tasks', 'timetable'],
  INTAKE: ['home'],
};

/** What the menu offers; what the server allows is the server's own decision. */
export function mayOpen(me: Me, page: Page): boolean {
  return me.roles.some((role) => pagesOf[role]?.includes(page));
}

export function has(me: Me, ...roles: Role[]): boolean {
  return me.roles.some((role) => roles.includes(role));
}

export const isManager = (me: Me) => has(me, 'SUPERVISOR', 'DIRECTOR', 'ADMIN');

/** Those who sell, or lead those who do. */
export const isSales = (me: Me) => has(me, 'REP', 'SUPERVISOR', 'DIRECTOR', 'ADMIN');

export const isRep = (me: Me) => has(me, 'REP');

/** Those who may see incidents and try again. */
export const keepsProcesses = (me: Me) => has(me, 'DIRECTOR', 'ADMIN', 'PROCESS_OWNER');
