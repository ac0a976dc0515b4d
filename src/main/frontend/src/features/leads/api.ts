import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/shared/api/types';
import { get, query } from '@/shared/api/client';
import { keys } from '@/shared/api/keys';

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

export const usePool = () =>
  useQuery({ queryKey: ['leads', 'pool'], queryFn: get<PoolCard[]>('/api/leads/pool'), refetchInterval: 15_000 });

export const useWindows = (filter: { state?: string; region?: string; page?: number }) =>
  useQuery({
    queryKey: ['windows', filter],
    queryFn: get<WindowBoard>(`/api/windows${query(filter)}`),
    refetchInterval: 15_000,
    placeholderData: (previous: WindowBoard | undefined) => previous,
  });

export const useWaiting = (enabled = true) =>
  useQuery({ queryKey: ['waiting'], queryFn: get<Waiting>('/api/leads/waiting'), refetchInterval: 10_000, enabled });

export const useTimetable = () =>
  useQuery({ queryKey: ['timetable'], queryFn: get<TimetableRow[]>('/api/response-timetable') });

export type LeadSummary = Schemas['LeadQueriesSummary'];

export type LeadStatus = LeadSummary['status'];

export type LeadPage = Schemas['LeadQueriesPage'];

export type Lead = Schemas['LeadShown'];

export type CreatedLead = Schemas['LeadCreated'];

export type NewLead = Schemas['LeadIncoming'];

export type TimelineEntry = Schemas['LeadEntry'];

export type PoolCard = Schemas['PoolCard'];

export type WindowItem = Schemas['LeadQueriesWindow'];

export type WindowBoard = Schemas['LeadBoardBoard'];

export type Waiting = Schemas['StalledAllocationWaiting'];

export type WaitingItem = Schemas['StalledAllocationItem'];

/** The line without a source holds for every other. */
export type TimetableRow = Omit<Schemas['LeadBoardRow'], 'source'> & { source: string | null };
