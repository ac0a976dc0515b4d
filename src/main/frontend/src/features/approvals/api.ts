import { useQuery } from '@tanstack/react-query';
import { keys } from '@/shared/api/keys';
import { get, query } from '@/shared/api/client';
import type { Schemas } from '@/shared/api/types';

// What has to be agreed before a quote or a contract goes out, what may be left out, and what is owed for it.

export type Seat = Schemas['ApprovalSeat'];

export type ApprovalStep = Schemas['ApprovalStep'];

export type Question = Schemas['ApprovalQuestion'];

/** Somebody who was called because it took too long. */
export type Call = Schemas['ApprovalCall'];

export type Approval = Schemas['Approval'];

/** The standard time limits, as the tables say. */
export type TimeLimits = Schemas['TimeLimits'];

export type Contract = Schemas['Contract'];

export const useApprovalsOf = (dealId: string) =>
  useQuery({
    queryKey: [...keys.approvals, 'of', dealId],
    queryFn: get<Approval[]>(`/api/approvals${query({ dealId })}`),
    refetchInterval: 30_000,
  });

/** Where one's own vote is awaited, the most urgent first. */
export const useMyApprovals = () =>
  useQuery({
    queryKey: [...keys.approvals, 'mine'],
    queryFn: get<Approval[]>('/api/approvals?mine=true'),
    refetchInterval: 30_000,
  });

export const useApproval = (id: string | undefined) =>
  useQuery({
    queryKey: [...keys.approvals, 'one', id],
    queryFn: get<Approval>(`/api/approvals/${id}`),
    enabled: Boolean(id),
    refetchInterval: 30_000,
  });

export const useTimeLimits = (enabled: boolean) =>
  useQuery({
    queryKey: [...keys.approvals, 'time-limits'],
    queryFn: get<TimeLimits>('/api/approvals/time-limits'),
    staleTime: 10 * 60_000,
    enabled,
  });

export const useContracts = (dealId: string, enabled = true) =>
  useQuery({
    queryKey: [...keys.approvals, 'contracts', dealId],
    queryFn: get<Contract[]>(`/api/contracts${query({ dealId })}`),
    enabled,
  });

/** What a contract can be, as the table of types says in the reader's language. */
export const useContractTypes = () =>
  useQuery({
    queryKey: [...keys.approvals, 'contract-types'],
    queryFn: get<Schemas['ContractType'][]>('/api/contracts/types'),
    staleTime: 10 * 60_000,
  });
