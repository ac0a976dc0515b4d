import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@/shared/api/types';
import { get } from '@/shared/api/client';
import { keys } from '@/shared/api/keys';

export const useIncidents = (enabled = true) =>
  useQuery({ queryKey: keys.incidents, queryFn: get<Incident[]>('/api/incidents'), refetchInterval: 10_000, enabled });

export const useProcesses = () =>
  useQuery({ queryKey: keys.processes, queryFn: get<DeployedProcess[]>('/api/processes'), refetchInterval: 30_000 });

export const useProcessMap = (id: string, every: number) =>
  useQuery({
    queryKey: keys.process(id),
    queryFn: get<ProcessMap>(`/api/processes/${id}`),
    refetchInterval: every,
  });

/** The records that stand at an element now. */
export const useStandingAt = (id: string, element: string, every: number) =>
  useQuery({
    queryKey: [...keys.process(id), 'at', element],
    queryFn: get<Standing[]>(`/api/processes/${id}/elements/${element}`),
    refetchInterval: every,
  });

/** Something read from the diagram of a process, which is fetched once, whoever needs it. */
export function useReadFromDiagram<T>(id: string, what: string, read: (bpmnXml: string) => T) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: [...keys.process(id), what],
    queryFn: async ({ signal }) => {
      const known = queries.getQueryData<ProcessMap>(keys.process(id));
      return read((known ?? (await get<ProcessMap>(`/api/processes/${id}`)({ signal }))).bpmnXml);
    },
    staleTime: 10 * 60_000,
    retry: false,
  });
}

/** A process that is deployed, with what goes on in it. */
export type DeployedProcess = Schemas['DeployedProcess'];

export type ProcessMap = Schemas['ProcessMap'];

export type Standing = Schemas['ElementInstance'];

export type Incident = Schemas['Incident'];
