import { useQuery } from '@tanstack/react-query';
import { keys } from '@/shared/api/keys';
import type { Task } from '@/features/tasks';
import { get, query } from '@/shared/api/client';
import type { Asked, Schemas, KeyName } from '@/shared/api/types';

export type DealCard = Schemas['DealCard'];

/** One's own deals that wait for the reason why they stand, and the reasons there are. */
export type BlockerQuestions = Schemas['BlockerQuestions'];

/** The mail that asks the customer to confirm, as the server writes it. */
export type ConfirmationMail = Schemas['ConfirmationMail'];

export type BoardColumn = Schemas['DealBoardColumn'];

export type Board = Schemas['DealBoard'];

export type Condition = Schemas['GateCondition'];

/** What was handed in for a stage that the deal does not stand in. */
export type Filed = Schemas['FiledEvidence'];

export type MustDo = Schemas['MustDoItem'];

export type Transition = Schemas['StageTransition'];

export type Deal = Schemas['Deal'];

export type NewDeal = Schemas['DealDraft'];

/** What is to be different; what is absent stays. */
export type DealChange = Partial<Omit<NewDeal, 'leadId'>> & { ownerId?: string };

/** What came of an edit of one of several deals. */
export type EditResult = Schemas['EditResult'];

export type BoardFilter = Asked<'/api/deals'>;

/** The currency that boards add up in. */

export const useBoard = (filter: BoardFilter = {}, enabled = true) =>
  useQuery({
    queryKey: [...keys.deals, 'board', filter],
    queryFn: get<Board>(`/api/deals${query({ ...filter })}`),
    refetchInterval: 15_000,
    placeholderData: (previous: Board | undefined) => previous,
    enabled,
  });

/** The stages in their order; one's own board has them all and few cards. */
export function useStages(): KeyName[] {
  const board = useBoard({ mine: true });
  return (board.data?.columns ?? []).map(({ stage, name }) => ({ key: stage, name }));
}

export const useDeal = (id: string | undefined) =>
  useQuery({
    queryKey: keys.deal(id),
    queryFn: get<Deal>(`/api/deals/${id}`),
    enabled: Boolean(id),
    // Between two stages the process is at work: what comes next is there in a moment.
    refetchInterval: ({ state: { data } }) => (data?.state === 'OPEN' && !data.taskId ? 4000 : 30_000),
  });

/** What has come in for a deal, and since when that is all of it. */
export const usePayments = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: [...keys.deals, 'payments', id],
    queryFn: get<Schemas['Payments']>(`/api/deals/${id}/payments`),
    enabled,
  });

/** One's own deals that wait for the reason why they stand, the longest first, and the reasons there are. */
export const useBlockers = () =>
  useQuery({
    queryKey: [...keys.deals, 'blockers'],
    queryFn: get<BlockerQuestions>('/api/deals/blockers'),
    refetchInterval: 60_000,
  });

/** The open tasks about a deal that the reader may answer. */
export const useDealTasks = (id: string) =>
  useQuery({
    queryKey: [...keys.deals, 'tasks', id],
    queryFn: get<Task[]>(`/api/tasks${query({ recordId: id })}`),
    staleTime: 0,
  });

export const useConfirmationMail = (id: string) =>
  useQuery({
    queryKey: [...keys.deals, 'mail', id],
    queryFn: get<ConfirmationMail>(`/api/deals/${id}/confirmation-mail`),
    staleTime: 0,
    gcTime: 0,
  });
