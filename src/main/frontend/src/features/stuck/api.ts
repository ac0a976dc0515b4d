import { useQuery } from '@tanstack/react-query';
import { get } from '@/shared/api/client';
import type { PersonRef } from '@/shared/api/types';

// Deals that stand too long, and the rounds that repair them one by one.

export interface StuckDeal {
  deal: {
    id: string;
    name: string;
    customerName: string;
    owner: PersonRef;
    stage: string;
    enteredAt: string;
    amount: number;
    currency: string;
  };
  stageName: string;
  days: number;
}

export interface RepairSummary {
  id: string;
  askedBy: PersonRef;
  askedAt: string;
  dueAt: string;
  endedAt: string | null;
  deals: number;
  open: number;
  stays: number;
  returned: number;
  lost: number;
  underway: number;
  overtaken: number;
}

export interface StuckList {
  count: number;
  averageDays: number | null;
  deals: StuckDeal[];
  round: RepairSummary | null;
}

export interface RepairLine {
  id: string;
  position: number;
  dealId: string;
  name: string;
  customerName: string;
  owner: PersonRef;
  stage: string;
  enteredAt: string;
  taskId: string | null;
  decision: 'stays' | 'return' | 'lost' | null;
  toStage: string | null;
  reason: string | null;
  outcome: 'kept' | 'sent' | 'moved' | 'overtaken' | null;
}

export interface RepairRound {
  summary: RepairSummary;
  deals: RepairLine[];
}

export const useStuck = () =>
  useQuery({ queryKey: ['deals', 'stuck'], queryFn: get<StuckList>('/api/stuck-deals'), refetchInterval: 30_000 });

export const useRepair = (id: string | undefined) =>
  useQuery({
    queryKey: ['deals', 'repair', id],
    queryFn: get<RepairRound>(`/api/stuck-deals/repairs/${id}`),
    enabled: Boolean(id),
    refetchInterval: 5_000,
  });
