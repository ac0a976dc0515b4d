import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/shared/api/types';
import { get } from '@/shared/api/client';
import { keys } from '@/shared/api/keys';

export const useAssignments = (id: string) =>
  useQuery({
    queryKey: [...keys.lead(id), 'assignments'],
    queryFn: get<AssignmentRecord[]>(`/api/leads/${id}/assignments`),
  });

export const useSwitches = () =>
  useQuery({ queryKey: ['switches'], queryFn: get<RoutingSwitch[]>('/api/routing/switches') });

export type AssignmentRecord = Schemas['ExplainingDecisionExplanation'];

export type Candidate = Schemas['ExplainingDecisionConsidered'];

export type Exclusion = Schemas['ExplainingDecisionLeftOut'];

export type Replay = Schemas['ReplayingDecisionReplay'];

export type RoutingSwitch = Schemas['RoutingSwitchShown'];
