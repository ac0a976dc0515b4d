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
  useQuery({ queryKey: keys.switches, queryFn: get<RoutingSwitch[]>('/api/routing/switches') });

export type AssignmentRecord = Schemas['Decision'];

export type Candidate = Schemas['DecisionCandidate'];

export type Exclusion = Schemas['Exclusion'];

export type Replay = Schemas['DecisionReplay'];

export type RoutingSwitch = Schemas['Switch'];
