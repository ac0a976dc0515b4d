import { useQuery, useQueryClient } from '@tanstack/react-query';
import { get, query, request } from '@/shared/api/client';
import { keys } from '@/shared/api/keys';
import type { Schemas } from '@/shared/api/types';

export type Customer = Schemas['Customer'];

export type CustomerTouch = Schemas['CustomerTouch'];

export type Candidate = Schemas['CustomerCandidate'];

export type KnownCustomer = Schemas['KnownCustomer'];

export type CustomerMerge = Schemas['CustomerMerge'];

export type Correction = Schemas['CustomerCorrection'];

export type SearchResult = Schemas['SearchResult'];

export const useSearch = (q: string) =>
  useQuery({
    queryKey: [...keys.customers, 'search', q],
    queryFn: get<SearchResult>(`/api/search${query({ q })}`),
    enabled: q.length > 0,
    placeholderData: (previous: SearchResult | undefined) => previous,
  });

export const useCustomer = (id: string) =>
  useQuery({ queryKey: keys.customer(id), queryFn: get<Customer>(`/api/customers/${id}`) });

/** What is asked while a lead is being typed: enough must be there to know anybody by. */
export const useCandidates = (typed: { name?: string; company?: string; phone?: string; email?: string }) =>
  useQuery({
    queryKey: [...keys.customers, 'candidates', typed],
    queryFn: get<Candidate[]>(`/api/customers/candidates${query(typed)}`),
    enabled: Boolean(typed.phone || typed.company || typed.email),
    placeholderData: (previous: Candidate[] | undefined) => previous,
  });

export const useCustomerOfLead = (lead: string) =>
  useQuery({
    queryKey: [...keys.customers, 'of-lead', lead],
    queryFn: get<KnownCustomer>(`/api/customers/of-lead/${lead}`),
    retry: false,
  });

export const useMerges = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: [...keys.customers, 'merges', id],
    queryFn: get<CustomerMerge[]>(`/api/customers/${id}/merges`),
    enabled,
  });

/** Merging and taking apart change the page, what a search finds and who may be the same. */
export function useMergeActs(id: string) {
  const queries = useQueryClient();
  const changed = async (path: string, body?: object) => {
    await request(path, { method: 'POST', body });
    await queries.invalidateQueries({ queryKey: keys.customers });
    return true;
  };
  return {
    merge: (other: string) => changed(`/api/customers/${id}/merge`, { loserIds: [other] }),
    undo: (merge: string) => changed(`/api/merges/${merge}/undo`),
  };
}

export const correct = (id: string, body: Correction) =>
  request<Customer>(`/api/customers/${id}`, { method: 'PUT', body });
