import { useQuery } from '@tanstack/react-query';
import type { Proof } from '@/features/evidence';
import type { Task } from '@/features/tasks';
import { get, query } from '@/shared/api/client';
import type { KeyName, Missing, PersonRef, Sum } from '@/shared/api/types';

export interface DealCard {
  id: string;
  name: string;
  customerName: string;
  amount: number;
  currency: string;
  owner: PersonRef;
  /** Null until the process has taken the deal up. */
  stage: string | null;
  substate: string | null;
  substateName: string | null;
  dueAt: string | null;
  enteredAt: string | null;
  suspended: boolean;
  missingCount: number;
  blockerWanted: boolean;
}

/** One's own deals that wait for the reason why they stand, and the reasons there are. */
export interface BlockerQuestions {
  deals: DealCard[];
  reasons: KeyName[];
}

/** The mail that asks the customer to confirm, as the server writes it. */
export interface ConfirmationMail {
  subject: string;
  body: string;
  /** Null where the deal has no address of the customer. */
  to: string | null;
}

export interface BoardColumn {
  stage: string;
  name: string;
  count: number;
  /** In the house's currency. */
  amount: number;
  otherAmounts: Sum[];
  deals: DealCard[];
}

export interface Board {
  columns: BoardColumn[];
}

export interface Condition {
  code: string;
  text: string;
  met: boolean;
  by: PersonRef | null;
  at: string | null;
  /** The kind of file that proves it; null where a person says so. */
  evidenceKind: string | null;
}

/** What was handed in for a stage that the deal does not stand in. */
export interface Filed {
  stage: string;
  name: string;
  evidence: Proof[];
}

export interface MustDo {
  key: string;
  text: string;
  required: boolean;
  doneAt: string | null;
  action: { kind: 'evidence' | 'document' | 'record'; target: string };
}

export interface Transition {
  at: string;
  kind: 'START' | 'ADVANCE' | 'RETURN' | 'JUMP' | 'REPAIR' | 'WON' | 'LOST';
  fromStage: string | null;
  toStage: string;
  reason: string | null;
  by: PersonRef | null;
  dwellSeconds: number | null;
}

export interface Deal {
  id: string;
  name: string;
  customerName: string;
  customerType: 'smb' | 'enterprise' | 'government';
  customerEmail: string | null;
  amount: number;
  currency: string;
  discount: number;
  expectedCloseOn: string;
  contractType: string | null;
  owner: PersonRef;
  region: string | null;
  leadId: string | null;
  createdAt: string;
  state: 'OPEN' | 'WON' | 'LOST';
  closedAt: string | null;
  closeReason: string | null;
  suspended: boolean;
  blockerWanted: boolean;
  stage: {
    key: string;
    name: string;
    definition: string;
    definitionVersion: number;
    enteredAt: string | null;
    dueAt: string | null;
    freezeAt: string | null;
  } | null;
  gate: { conditions: Condition[]; evidence: Proof[]; missing: Missing[] } | null;
  filed: Filed[];
  mustDo: MustDo[];
  substates: KeyName[];
  substate: string | null;
  substateSince: string | null;
  demandDepth: number | null;
  transitions: Transition[];
  taskId: string | null;
  canSupervise: boolean;
  operateUrl: string | null;
}

export interface NewDeal {
  leadId?: string;
  name: string;
  customerName: string;
  customerType: string;
  customerEmail?: string;
  amount: number;
  currency: string;
  discount?: number;
  expectedCloseOn: string;
  contractType?: string;
}

/** What is to be different; what is absent stays. */
export type DealChange = Partial<Omit<NewDeal, 'leadId'>> & { ownerId?: string };

/** What came of an edit of one of several deals. */
export interface EditResult {
  id: string;
  done: boolean;
  changed: string[];
  code: string | null;
  field: string | null;
  message: string | null;
  missing: Missing[];
}

export interface BoardFilter {
  mine?: string;
  stage?: string;
  q?: string;
}

/** The currency that boards add up in. */
export const HOUSE_CURRENCY = 'CNY';

export const useBoard = (filter: BoardFilter = {}, enabled = true) =>
  useQuery({
    queryKey: ['deals', 'board', filter],
    queryFn: get<Board>(`/api/deals${query({ ...filter })}`),
    refetchInterval: 15_000,
    placeholderData: (previous: Board | undefined) => previous,
    enabled,
  });

/** The stages in their order; one's own board has them all and few cards. */
export function useStages(): KeyName[] {
  const board = useBoard({ mine: 'true' });
  return (board.data?.columns ?? []).map(({ stage, name }) => ({ key: stage, name }));
}

export const useDeal = (id: string | undefined) =>
  useQuery({
    queryKey: ['deals', 'one', id],
    queryFn: get<Deal>(`/api/deals/${id}`),
    enabled: Boolean(id),
    // Between two stages the process is at work: what comes next is there in a moment.
    refetchInterval: ({ state: { data } }) => (data?.state === 'OPEN' && !data.taskId ? 4000 : 30_000),
  });

/** One's own deals that wait for the reason why they stand, the longest first, and the reasons there are. */
export const useBlockers = () =>
  useQuery({
    queryKey: ['deals', 'blockers'],
    queryFn: get<BlockerQuestions>('/api/deals/blockers'),
    refetchInterval: 60_000,
  });

/** The open tasks about a deal that the reader may answer. */
export const useDealTasks = (id: string) =>
  useQuery({
    queryKey: ['deals', 'tasks', id],
    queryFn: get<Task[]>(`/api/tasks${query({ recordId: id })}`),
    staleTime: 0,
  });

export const useConfirmationMail = (id: string) =>
  useQuery({
    queryKey: ['deals', 'mail', id],
    queryFn: get<ConfirmationMail>(`/api/deals/${id}/confirmation-mail`),
    staleTime: 0,
    gcTime: 0,
  });
