import { useQuery } from '@tanstack/react-query';
import { get, query } from '@/shared/api/client';
import type { PersonRef } from '@/shared/api/types';

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
