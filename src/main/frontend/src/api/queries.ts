import { useInfiniteQuery, useQuery, type QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from './client';
import type {
  AssignmentRecord,
  DeployedProcess,
  ImportStatus,
  Incident,
  Lead,
  LeadPage,
  LeadSummary,
  Me,
  Named,
  Notices,
  PoolCard,
  ProcessMap,
  Reference,
  RoutingSwitch,
  Staff,
  Task,
  TaskDetail,
  TimelineEntry,
  TimetableRow,
  Waiting,
  WindowBoard,
} from './types';

const get =
  <T>(path: string) =>
  ({ signal }: { signal: AbortSignal }) =>
    request<T>(path, { signal });

export const query = (values: Record<string, string | number | null | undefined>) => {
  const parts = Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
  return parts.length ? `?${parts.join('&')}` : '';
};

export const keys = {
  me: ['me'] as const,
  today: ['leads', 'today'] as const,
  lead: (id: string) => ['leads', 'one', id] as const,
};

export const useMe = () => useQuery({ queryKey: keys.me, queryFn: get<Me>('/api/me'), staleTime: 5 * 60_000 });

export const useReference = () =>
  useQuery({ queryKey: ['reference'], queryFn: get<Reference>('/api/reference'), staleTime: 30 * 60_000 });

/** Names of codes in the language of the page; an unknown code names itself. */
export function useNames() {
  const { i18n } = useTranslation();
  const reference = useReference();
  const english = i18n.language === 'en';
  const label = (item: Named) => (english ? item.nameEn : item.nameZh);
  const of = (list: keyof Reference) => (code: string | null | undefined) => {
    if (!code) {
      return '';
    }
    const item = reference.data?.[list]?.find((candidate) => candidate.code === code);
    return item ? label(item) : code;
  };
  const options = (list: keyof Reference) =>
    (reference.data?.[list] ?? []).map((item) => ({ value: item.code, label: label(item) }));
  return {
    source: of('sources'),
    intent: of('intents'),
    region: of('regions'),
    industry: of('industries'),
    size: of('companySizes'),
    outcome: of('outcomes'),
    options,
  };
}

export const useToday = (enabled = true) =>
  useQuery({ queryKey: keys.today, queryFn: get<LeadSummary[]>('/api/leads/today'), refetchInterval: 60_000, enabled });

export const useLeads = (filter: { q?: string; status?: string; owner?: string; page?: number; size?: number }, enabled = true) =>
  useQuery({
    queryKey: ['leads', 'page', filter],
    queryFn: get<LeadPage>(`/api/leads${query(filter)}`),
    enabled,
    placeholderData: (previous: LeadPage | undefined) => previous,
  });

export const useLead = (id: string) =>
  useQuery({
    queryKey: keys.lead(id),
    queryFn: get<Lead>(`/api/leads/${id}`),
    // Who has just entered a lead waits for its owner, and who has filled in a form for the next one; a change that
    // nobody called out is seen half a minute later.
    refetchInterval: ({ state: { data } }) => {
      if (data?.status === 'RECEIVED') {
        return 2500;
      }
      const between = data?.mine && !data.taskId && (data.status === 'ASSIGNED' || data.status === 'CONTACTED');
      return between ? 4000 : 30_000;
    },
  });

export const useTimeline = (id: string) =>
  useQuery({ queryKey: [...keys.lead(id), 'timeline'], queryFn: get<TimelineEntry[]>(`/api/leads/${id}/timeline`) });

export const useAssignments = (id: string) =>
  useQuery({
    queryKey: [...keys.lead(id), 'assignments'],
    queryFn: get<AssignmentRecord[]>(`/api/leads/${id}/assignments`),
  });

export const usePool = () =>
  useQuery({ queryKey: ['leads', 'pool'], queryFn: get<PoolCard[]>('/api/leads/pool'), refetchInterval: 15_000 });

/** The server's page of tasks: who gets fewer has seen them all. */
const TASKS = 200;

export const useTasks = () =>
  useInfiniteQuery({
    queryKey: ['tasks'],
    queryFn: ({ pageParam, signal }) => request<Task[]>(`/api/tasks${query({ after: pageParam })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Task[]) => (page.length >= TASKS ? page.at(-1)?.id : undefined),
    select: ({ pages }) => pages.flat(),
    refetchInterval: 30_000,
  });

export const useTask = (id: string | null | undefined) =>
  useQuery({
    queryKey: ['tasks', id],
    queryFn: get<TaskDetail>(`/api/tasks/${id}`),
    enabled: Boolean(id),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useWindows = (filter: { state?: string; region?: string; page?: number }) =>
  useQuery({
    queryKey: ['windows', filter],
    queryFn: get<WindowBoard>(`/api/windows${query(filter)}`),
    refetchInterval: 15_000,
    placeholderData: (previous: WindowBoard | undefined) => previous,
  });

export const useWaiting = (enabled = true) =>
  useQuery({ queryKey: ['waiting'], queryFn: get<Waiting>('/api/leads/waiting'), refetchInterval: 10_000, enabled });

export const useIncidents = (enabled = true) =>
  useQuery({ queryKey: ['incidents'], queryFn: get<Incident[]>('/api/incidents'), refetchInterval: 10_000, enabled });

export const useSwitches = () =>
  useQuery({ queryKey: ['switches'], queryFn: get<RoutingSwitch[]>('/api/routing/switches') });

export const useTimetable = () =>
  useQuery({ queryKey: ['timetable'], queryFn: get<TimetableRow[]>('/api/response-timetable') });

export const useProcesses = () =>
  useQuery({ queryKey: ['processes'], queryFn: get<DeployedProcess[]>('/api/processes'), refetchInterval: 30_000 });

export const useProcessMap = (id: string, every: number) =>
  useQuery({
    queryKey: ['process', id],
    queryFn: get<ProcessMap>(`/api/processes/${id}`),
    refetchInterval: every,
  });

export const usePeople = (filter: { q?: string; region?: string }, enabled = true) =>
  useQuery({
    queryKey: ['people', filter],
    queryFn: get<Staff[]>(`/api/people${query(filter)}`),
    enabled,
    placeholderData: (previous: Staff[] | undefined) => previous,
  });

export const useNotices = () =>
  useQuery({ queryKey: ['notices'], queryFn: get<Notices>('/api/notifications'), refetchInterval: 60_000 });

export const useImports = () =>
  useQuery({ queryKey: ['imports'], queryFn: get<ImportStatus[]>('/api/imports'), refetchInterval: 5_000 });

/** After anything happened to a lead, every list that may show it is asked again. */
export function leadChanged(queries: QueryClient, id?: string) {
  void queries.invalidateQueries({ queryKey: ['leads'] });
  void queries.invalidateQueries({ queryKey: ['windows'] });
  void queries.invalidateQueries({ queryKey: ['waiting'] });
  void queries.invalidateQueries({ queryKey: ['tasks'], exact: true });
  if (id) {
    void queries.invalidateQueries({ queryKey: keys.lead(id) });
  }
}
