import type { Me, Role } from '@/shared/api/types';

export function has(me: Me, ...roles: Role[]): boolean {
  return me.roles.some((role) => roles.includes(role));
}

export const isManager = (me: Me) => has(me, 'SUPERVISOR', 'DIRECTOR', 'ADMIN');

/** Those who sell, or lead those who do. */
export const isSales = (me: Me) => has(me, 'REP', 'SUPERVISOR', 'DIRECTOR', 'ADMIN');

export const isRep = (me: Me) => has(me, 'REP');

/** Those who may see incidents and try again. */
export const keepsProcesses = (me: Me) => has(me, 'DIRECTOR', 'ADMIN', 'PROCESS_OWNER');
