import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/shared/api/types';
import { get } from '@/shared/api/client';

export const useIncidents = (enabled = true) =>
  useQuery({ queryKey: ['incidents'], queryFn: get<Incident[]>('/api/incidents'), refetchInterval: 10_000, enabled });

export const useProcesses = () =>
  useQuery({ queryKey: ['processes'], queryFn: get<DeployedProcess[]>('/api/processes'), refetchInterval: 30_000 });

export const useProcessMap = (id: string, every: number) =>
  useQuery({
    queryKey: ['process', id],
    queryFn: get<ProcessMap>(`/api/processes/${id}`),
    refetchInterval: every,
  });

/** A process that is deployed, with what goes on in it. */
export interface DeployedProcess {
  processId: string;
  name: string;
  version: number;
  deployedAt: string;
  active: number;
  incidents: number;
}

export type ProcessMap = Schemas['ProcessMap'];

export type Standing = Schemas['ProcessStanding'];

export type Incident = Schemas['ProcessIncident'];
