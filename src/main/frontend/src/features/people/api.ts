import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/shared/api/types';
import { get, query } from '@/shared/api/client';

export const usePeople = (filter: { q?: string; region?: string }, enabled = true) =>
  useQuery({
    queryKey: ['people', filter],
    queryFn: get<Staff[]>(`/api/people${query(filter)}`),
    enabled,
    placeholderData: (previous: Staff[] | undefined) => previous,
  });

export type Staff = Schemas['PeopleRow'];
