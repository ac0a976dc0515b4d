import { useQuery } from '@tanstack/react-query';
import { request } from './client';
import type { Named } from './deals';
import { query } from './queries';
import type { PersonRef } from './types';

// What has to be agreed before a quote or a contract goes out, what may be left out, and what is owed for it.

export interface Seat {
  person: string;
  name: string;
  insteadOf: string | null;
  because: string | null;
  vote: 'approve' | 'decline' | null;
  comment: string | null;
  votedAt: string | null;
}

export interface ApprovalStep {
  id: string;
  key: string;
  name: string;
  state: 'WAITING' | 'OPEN' | 'APPROVED' | 'DECLINED' | 'SKIPPED';
  needed: number;
  dueAt: string | null;
  seats: Seat[];
}

export interface Question {
  id: string;
  askedBy: PersonRef;
  askedTo: PersonRef;
  text: string;
  askedAt: string;
  dueAt: string;
  nudgedAt: string | null;
  answer: string | null;
  answeredAt: string | null;
}

/** Somebody who was called because it took too long. */
export interface Call {
  kind: 'COLLABORATION' | 'URGENT_LEGAL' | 'NEXT_LEVEL';
  party: string;
  person: PersonRef;
  calledAt: string;
  dueAt: string;
  answer: string | null;
  answeredAt: string | null;
}

export interface Approval {
  id: string;
  kind: 'QUOTE' | 'CONTRACT';
  outcome: 'OPEN' | 'APPROVED' | 'DECLINED' | 'WITHDRAWN';
  contractId: string | null;
  title: string;
  openedAt: string;
  decidedAt: string | null;
  reason: string | null;
  notices: string[];
  noticeTexts: string[];
  steps: ApprovalStep[];
  dealId: string;
  dealName: string;
  amount: number;
  currency: string;
  discount: number;
  contractType: string | null;
  owner: PersonRef;
  requestedBy: PersonRef;
  /** When it has taken too long as a whole. */
  overdueAt: string | null;
  durationSeconds: number;
  questions: Question[];
  calls: Call[];
  mine: { canVote: boolean; canAsk: boolean; taskId: string | null };
}

/** The standard time limits, as the tables say. */
export interface TimeLimits {
  steps: { kind: Approval['kind']; step: string; name: string; inOrder: boolean; workingHours: number; nextLevel: string }[];
  others: { key: string; name: string; amount: number; unit: string }[];
}

export interface Contract {
  id: string;
  dealId: string;
  title: string;
  type: string | null;
  amount: number;
  currency: string;
  discount: number;
  documentId: string | null;
  createdAt: string;
  changedAt: string;
}

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
  steps: Named[];
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
  skipped: Named[];
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

const get =
  <T>(path: string) =>
  ({ signal }: { signal: AbortSignal }) =>
    request<T>(path, { signal });

export const useApprovalsOf = (dealId: string) =>
  useQuery({
    queryKey: ['approvals', 'of', dealId],
    queryFn: get<Approval[]>(`/api/approvals${query({ dealId })}`),
    refetchInterval: 30_000,
  });

/** Where one's own vote is awaited, the most urgent first. */
export const useMyApprovals = () =>
  useQuery({
    queryKey: ['approvals', 'mine'],
    queryFn: get<Approval[]>('/api/approvals?mine=true'),
    refetchInterval: 30_000,
  });

export const useApproval = (id: string | undefined) =>
  useQuery({
    queryKey: ['approvals', 'one', id],
    queryFn: get<Approval>(`/api/approvals/${id}`),
    enabled: Boolean(id),
    refetchInterval: 30_000,
  });

export const useTimeLimits = (enabled: boolean) =>
  useQuery({
    queryKey: ['approvals', 'time-limits'],
    queryFn: get<TimeLimits>('/api/approvals/time-limits'),
    staleTime: 10 * 60_000,
    enabled,
  });

export const useContracts = (dealId: string, enabled = true) =>
  useQuery({
    queryKey: ['approvals', 'contracts', dealId],
    queryFn: get<Contract[]>(`/api/contracts${query({ dealId })}`),
    enabled,
  });

/** What a contract can be, as the table of types says in the reader's language. */
export const useContractTypes = () =>
  useQuery({
    queryKey: ['approvals', 'contract-types'],
    queryFn: get<{ key: string; name: string }[]>('/api/contracts/types'),
    staleTime: 10 * 60_000,
  });

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
    queryFn: get<Named[]>('/api/green-channels/steps?purpose=SKIP_APPROVAL'),
    staleTime: 10 * 60_000,
    enabled,
  });

export const useDebts = () =>
  useQuery({
    queryKey: ['approvals', 'debts'],
    queryFn: get<Debt[]>('/api/debts'),
    refetchInterval: 60_000,
  });
