import type { Me, Role } from '@/shared/api/types';

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
  | 'campaigns'
  | 'timetable'
  | 'process'
  | 'deals'
  | 'approvals'
  | 'debts'
  | 'funnel'
  | 'stuck'
  | 'duplicates'
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
  campaigns: '/campaigns',
  timetable: '/timetable',
  process: '/process',
  deals: '/deals',
  approvals: '/approvals',
  debts: '/debts',
  funnel: '/funnel',
  stuck: '/stuck',
  duplicates: '/duplicates',
  audit: '/audit',
  verification: '/verification',
};

/** Places that belong to an entry of the menu without being its own. */
const within: Record<string, Page> = { '/incidents': 'waiting', '/deals/new': 'deals' };

/** The entry of the menu that an address is; none for the page of a single record. */
export function pageAt(path: string): Page | undefined {
  if (path.startsWith('/process/')) {
    return 'process';
  }
  return within[path] ?? (Object.keys(paths) as Page[]).find((page) => paths[page] === path);
}

const leading: Page[] = [
  'home',
  'deals',
  'funnel',
  'stuck',
  'duplicates',
  'windows',
  'waiting',
  'tasks',
  'leads',
  'pool',
  'new',
  'people',
  'imports',
  'campaigns',
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
  MARKETING: ['home', 'new', 'leads', 'tasks', 'imports', 'campaigns', 'timetable'],
  FINANCE: ['home', 'approvals', 'tasks', 'deals', 'timetable'],
  LEGAL: ['home', 'approvals', 'tasks', 'deals', 'timetable'],
  CUSTOMER_SUCCESS: ['home', 'tasks', 'timetable'],
  INTAKE: ['home'],
};

/** What the menu offers; what the server allows is the server's own decision. */
export function mayOpen(me: Me, page: Page): boolean {
  return me.roles.some((role) => pagesOf[role]?.includes(page));
}
