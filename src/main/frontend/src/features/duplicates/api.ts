import { useQuery } from '@tanstack/react-query';
import { get, request } from '@/shared/api/client';
import { keys } from '@/shared/api/keys';
import type { Schemas } from '@/shared/api/types';

export type DuplicatePair = Schemas['DuplicatePair'];

export type DuplicatePairs = Schemas['DuplicatePairs'];

export type DuplicateSide = Schemas['DuplicateSide'];

export type Decision = Schemas['DuplicateDecision']['decision'];

export type Merge = Schemas['CustomerMerge'];

export const useDuplicates = () =>
  useQuery({ queryKey: keys.duplicates, queryFn: get<DuplicatePairs>('/api/duplicates'), refetchInterval: 30_000 });

export const decide = (pair: string, decision: Decision) =>
  request(`/api/duplicates/${pair}/decision`, { method: 'POST', body: { decision } });

/** Takes the customers apart again that were made one last, of all that this one was made of. */
export const undoLastMerge = async (customer: string) => {
  const merges = await request<Merge[]>(`/api/customers/${customer}/merges`);
  const last = merges.find((merge) => merge.state === 'MERGED');
  if (last) {
    await request(`/api/merges/${last.id}/undo`, { method: 'POST', body: {} });
  }
};
