import { useQuery } from '@tanstack/react-query';
import { keys } from '@/shared/api/keys';
import { get, query } from '@/shared/api/client';
import type { Schemas } from '@/shared/api/types';

// Deals as those who lead see them: the funnel, the heat map, and how cleanly deals move.

export type FunnelTotal = Schemas['FunnelTotal'];

export type FunnelManagement = Schemas['FunnelManagement'];

export type FunnelRow = Schemas['FunnelRow'];

export type Funnel = Schemas['Funnel'];

export type HeatPlace = Schemas['HeatMapPlace'];

export type HeatFlow = Schemas['HeatMapFlow'];

export type HeatWay = Schemas['HeatMapWay'];

export type HeatMap = Schemas['HeatMap'];

export type StandingDeal = Schemas['StageDeal'];

export type Quality = Schemas['Quality'];

export const useFunnel = (view: string) =>
  useQuery({
    queryKey: [...keys.funnel, 'rows', view],
    queryFn: get<Funnel>(`/api/funnel${query({ view })}`),
    refetchInterval: 30_000,
    placeholderData: (previous: Funnel | undefined) => previous,
  });

export const useHeatMap = (days: number) =>
  useQuery({
    queryKey: [...keys.funnel, 'heat', days],
    queryFn: get<HeatMap>(`/api/heat-map${query({ days })}`),
    refetchInterval: 15_000,
    placeholderData: (previous: HeatMap | undefined) => previous,
  });

export const useStandingIn = (stage: string) =>
  useQuery({
    queryKey: [...keys.funnel, 'in', stage],
    queryFn: get<StandingDeal[]>(`/api/heat-map/stages/${stage}`),
    refetchInterval: 15_000,
  });

export const useQuality = (days: number) =>
  useQuery({
    queryKey: [...keys.funnel, 'quality', days],
    queryFn: get<Quality>(`/api/quality${query({ days })}`),
    placeholderData: (previous: Quality | undefined) => previous,
  });
