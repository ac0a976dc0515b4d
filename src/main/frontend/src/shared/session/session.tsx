import { createContext, useContext } from 'react';
import type { Me } from '@/shared/api/types';

const Session = createContext<Me | null>(null);

export const SessionProvider = Session.Provider;

/** Who is signed in; only below the shell, which shows nothing before it knows. */
export function useSession(): Me {
  const me = useContext(Session);
  if (!me) {
    throw new Error('nobody is signed in');
  }
  return me;
}

/** Only a path of this workbench: an address that somebody else put into the link is not followed. */
export function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) && !next.startsWith('/login') ? next : '/';
}
