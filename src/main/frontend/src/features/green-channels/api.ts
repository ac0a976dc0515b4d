import { useQuery } from '@tanstack/react-query';
import { get, query } from '@/shared/api/client';
import type { KeyName, PersonRef } from '@/shared/api/types';

export type Purpose = 'STAGE_JUMP' | 'SKIP_APPROVAL';

export type DebtState = 'OPEN' | 'ESCALATED' | 'PAID';

export interface GreenChannel {
  id: string;
  dealId: string | null;
  name: string;
  region: string | null;
  amount: number | null;
  currency: string | null;
  purpose: Purpose;
  /** The two stages of a jump, or the steps that are left out. */
  steps: KeyName[];
  reason: string;
  evidenceIds: string[];
  by: PersonRef;
  askedAt: string;
  state: 'ASKED' | 'GRANTED' | 'USED' | 'REFUSED' | 'UNANSWERED';
  level: number;
  answerDueAt: string | null;
  decidedBy: PersonRef | null;
  decidedAt: string | null;
  decisionReason: string | null;
  usedAt: string | null;
  /** The task by which the reader may answer it now. */
  taskId: string | null;
  debt: DebtState | null;
}

export interface Debt {
  id: string;
  dealId: string | null;
  name: string;
  region: string | null;
  purpose: Purpose;
  skipped: KeyName[];
  reason: string;
  debtor: PersonRef;
  grantedByName: string;
  grantedAt: string;
  dueAt: string;
  state: DebtState;
  paidAt: string | null;
  explanation: string | null;
  overdueWorkingDays: number;
  /** Points. */
  interest: number;
  mayExplain: boolean;
}

export const useGreenChannels = (dealId: string) =>
  useQuery({
    queryKey: ['approvals', 'green-channels', dealId],
    queryFn: get<GreenChannel[]>(`/api/green-channels${query({ dealId })}`),
    refetchInterval: 30_000,
  });

export const useGreenChannel = (id: string | undefined) =>
  useQuery({
    queryKey: ['approvals', 'green-channel', id],
    queryFn: get<GreenChannel>(`/api/green-channels/${id}`),
    enabled: Boolean(id),
    refetchInterval: 30_000,
  });

/** The steps of approvals that can be left out. */
export const useSkippable = (enabled: boolean) =>
  useQuery({
    queryKey: ['approvals', 'skippable'],
    queryFn: get<KeyName[]>('/api/green-channels/steps?purpose=SKIP_APPROVAL'),
    staleTime: 10 * 60_000,
    enabled,
  });

export const useDebts = () =>
  useQuery({
    queryKey: ['approvals', 'debts'],
    queryFn: get<Debt[]>('/api/debts'),
    refetchInterval: 60_000,
  });
