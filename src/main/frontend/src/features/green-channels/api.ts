import { useQuery } from '@tanstack/react-query';
import { keys } from '@/shared/api/keys';
import { get, query } from '@/shared/api/client';
import type { Schemas, KeyName } from '@/shared/api/types';

export type GreenChannel = Schemas['GreenChannel'];
export type Purpose = GreenChannel['purpose'];

export type Debt = Schemas['Debt'];

export const useGreenChannels = (dealId: string) =>
  useQuery({
    queryKey: [...keys.approvals, 'green-channels', dealId],
    queryFn: get<GreenChannel[]>(`/api/green-channels${query({ dealId })}`),
    refetchInterval: 30_000,
  });

export const useGreenChannel = (id: string | undefined) =>
  useQuery({
    queryKey: [...keys.approvals, 'green-channel', id],
    queryFn: get<GreenChannel>(`/api/green-channels/${id}`),
    enabled: Boolean(id),
    refetchInterval: 30_000,
  });

/** The steps of approvals that can be left out. */
export const useSkippable = (enabled: boolean) =>
  useQuery({
    queryKey: [...keys.approvals, 'skippable'],
    queryFn: get<KeyName[]>('/api/green-channels/steps?purpose=SKIP_APPROVAL'),
    staleTime: 10 * 60_000,
    enabled,
  });

export const useDebts = () =>
  useQuery({
    queryKey: [...keys.approvals, 'debts'],
    queryFn: get<Debt[]>('/api/debts'),
    refetchInterval: 60_000,
  });
