import { useQuery, type QueryClient } from '@tanstack/react-query';
import { keys } from '@/shared/api/keys';
import type { Schemas } from '@/shared/api/types';
import { get, query, request } from '@/shared/api/client';

export const usePeople = (filter: { q?: string; region?: string }, enabled = true) =>
  useQuery({
    queryKey: [...keys.people, filter],
    queryFn: get<Staff[]>(`/api/people${query(filter)}`),
    enabled,
    placeholderData: (previous: Staff[] | undefined) => previous,
  });

export const useRoles = () => useQuery({ queryKey: keys.roles, queryFn: get<RoleRights[]>('/api/roles') });

/** Who is given leads is a matter of people as well. */
export const letReceiveLeads = async (queries: QueryClient, role: RoleRights['role'], receivesLeads: boolean) => {
  queries.setQueryData(
    ['roles'],
    await request<RoleRights[]>(`/api/roles/${role}`, { method: 'PUT', body: { receivesLeads } }),
  );
  await queries.invalidateQueries({ queryKey: keys.people });
};

export type RoleRights = Schemas['RoleRights'];

export type Staff = Schemas['Person'];
