import { useQuery } from '@tanstack/react-query';
import { get, query } from '@/shared/api/client';
import type { PersonRef, Sum } from '@/shared/api/types';

// Deals as those who lead see them: the funnel, the heat map, and how cleanly deals move.

export interface FunnelTotal {
  count: number;
  /** In the house's currency. */
  amount: number;
  otherAmounts: Sum[];
}

export interface FunnelManagement {
  paybackDays: number | null;
  /** Whether won deals say it; otherwise the limits of the stages do. */
  paybackMeasured: boolean;
  risk: { high: number; medium: number; low: number };
  progress: { done: number; required: number; share: number | null };
}

export interface FunnelRow {
  stage: string;
  name: string;
  definition: string;
  counted: FunnelTotal;
  suspended: FunnelTotal;
  management: FunnelManagement | null;
}

export type FunnelColumn = 'payback' | 'risk' | 'progress';

export interface Funnel {
  view: 'SALES' | 'MANAGEMENT';
  asOf: string;
  rows: FunnelRow[];
  total: FunnelRow;
  columns: { key: FunnelColumn; name: string; definition: string }[];
}

export type MoveAside = 'RETURN' | 'JUMP' | 'REPAIR';

export interface HeatPlace {
  stage: string;
  name: string;
  box: string;
  elements: string[];
  count: number;
  longer: number;
  standingDays: number;
  averageSeconds: number;
  medianSeconds: number;
  percentile: number;
  measured: boolean;
}

export interface HeatFlow {
  flowId: string;
  kind: MoveAside;
  count: number;
}

export interface HeatWay {
  kind: MoveAside;
  from: string;
  fromName: string;
  to: string;
  toName: string;
  count: number;
  drawn: boolean;
}

export interface HeatMap {
  processId: string;
  version: number;
  deployedAt: string;
  bpmnXml: string;
  asOf: string;
  days: number;
  places: HeatPlace[];
  flows: HeatFlow[];
  ways: HeatWay[];
}

export interface StandingDeal {
  id: string;
  name: string;
  customerName: string;
  owner: PersonRef;
  enteredAt: string | null;
  longer: boolean;
  suspended: boolean;
  risk: 'high' | 'medium' | 'low';
}

export interface Quality {
  from: string;
  asOf: string;
  days: number;
  jumpErrors: { errors: number; transitions: number; percent: number | null; limit: number; good: boolean };
  stages: {
    stage: string;
    name: string;
    left: number;
    returned: number;
    returnRate: number | null;
    averageDwellSeconds: number | null;
    standing: number;
    longer: number;
    standingDays: number;
  }[];
}

export const useFunnel = (view: string) =>
  useQuery({
    queryKey: ['funnel', 'rows', view],
    queryFn: get<Funnel>(`/api/funnel${query({ view })}`),
    refetchInterval: 30_000,
    placeholderData: (previous: Funnel | undefined) => previous,
  });

export const useHeatMap = (days: number) =>
  useQuery({
    queryKey: ['funnel', 'heat', days],
    queryFn: get<HeatMap>(`/api/heat-map${query({ days })}`),
    refetchInterval: 15_000,
    placeholderData: (previous: HeatMap | undefined) => previous,
  });

export const useStandingIn = (stage: string) =>
  useQuery({
    queryKey: ['funnel', 'in', stage],
    queryFn: get<StandingDeal[]>(`/api/heat-map/stages/${stage}`),
    refetchInterval: 15_000,
  });

export const useQuality = (days: number) =>
  useQuery({
    queryKey: ['funnel', 'quality', days],
    queryFn: get<Quality>(`/api/quality${query({ days })}`),
    placeholderData: (previous: Quality | undefined) => previous,
  });
