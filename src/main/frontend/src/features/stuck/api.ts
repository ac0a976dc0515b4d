import { useQuery } from '@tanstack/react-query';
import { keys } from '@/shared/api/keys';
import { get } from '@/shared/api/client';
import type { Schemas } from '@/shared/api/types';

// Deals that stand too long, and the rounds that repair them one by one.

export type StuckDeal = Schemas['StuckDeal'];

export type RepairSummary = Schemas['RepairSummary'];

export type StuckList = Schemas['StuckDeals'];

export type RepairLine = Schemas['RepairLine'];

export type RepairRound = Schemas['RepairRound'];

export const useStuck = () =>
  useQuery({
    queryKey: [...keys.deals, 'stuck'],
    queryFn: get<StuckList>('/api/stuck-deals'),
    refetchInterval: 30_000,
  });

export const useRepair = (id: string | undefined) =>
  useQuery({
    queryKey: [...keys.deals, 'repair', id],
    queryFn: get<RepairRound>(`/api/stuck-deals/repairs/${id}`),
    enabled: Boolean(id),
    refetchInterval: 5_000,
  });
