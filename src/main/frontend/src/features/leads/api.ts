import { useQuery, useQueryClient } from '@tanstack/react-query';
import { leadChanged } from '@/shared/api/changes';
import type { Asked, Schemas } from '@/shared/api/types';
import { get, query, request } from '@/shared/api/client';
import { keys } from '@/shared/api/keys';
import { dayOf } from '@/shared/lib/localInput';
import { serverNow } from '@/shared/lib/serverClock';

export const useToday = (enabled = true) =>
  useQuery({ queryKey: keys.today, queryFn: get<LeadSummary[]>('/api/leads/today'), refetchInterval: 60_000, enabled });

export const useLeads = (
  filter: { q?: string; status?: string; owner?: string; page?: number; size?: number },
  enabled = true,
) =>
  useQuery({
    queryKey: [...keys.leads, 'page', filter],
    queryFn: get<LeadPage>(`/api/leads${query(filter)}`),
    enabled,
    placeholderData: (previous: LeadPage | undefined) => previous,
  });

/** Leads of one’s own whose next contact is late, the longest first. */
export const useOverdueFollowUps = (enabled: boolean) =>
  useQuery({
    queryKey: [...keys.leads, 'overdue-follow-ups'],
    queryFn: get<LeadSummary[]>('/api/leads/overdue-follow-ups'),
    refetchInterval: 60_000,
    enabled,
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
  useQuery({ queryKey: [...keys.leads, 'pool'], queryFn: get<PoolCard[]>('/api/leads/pool'), refetchInterval: 15_000 });

export const useWindows = (filter: { state?: string; region?: string; page?: number }) =>
  useQuery({
    queryKey: [...keys.windows, filter],
    queryFn: get<WindowBoard>(`/api/windows${query(filter)}`),
    refetchInterval: 15_000,
    placeholderData: (previous: WindowBoard | undefined) => previous,
  });

export const useWaiting = (enabled = true) =>
  useQuery({ queryKey: keys.waiting, queryFn: get<Waiting>('/api/leads/waiting'), refetchInterval: 10_000, enabled });

export const useTimetable = () =>
  useQuery({ queryKey: keys.timetable, queryFn: get<TimetableRow[]>('/api/response-timetable') });

/** Whom a lead may be passed on to, with what they carry; whoever has the fewest leads comes first. */
export const useReceivers = (id: string | undefined) =>
  useQuery({
    queryKey: [...keys.lead(id ?? ''), 'receivers'],
    queryFn: get<LeadReceiver[]>(`/api/leads/${id}/receivers`),
    enabled: id !== undefined,
    staleTime: 0,
  });

/** What campaigns brought in the last days, today included. */
export const useCampaigns = (days: number) =>
  useQuery({
    queryKey: [...keys.leads, 'campaigns', days],
    queryFn: get<CampaignReport>(
      `/api/leads/utm-report${query({ from: dayOf(new Date(serverNow() - (days - 1) * 86_400_000)) })}`,
    ),
    placeholderData: (previous: CampaignReport | undefined) => previous,
  });

/** The form for a new lead, as its owner drew it, with the choices in the language of the page. */
export const useLeadForm = (language: string) =>
  useQuery({
    queryKey: [...keys.leadForm, language],
    queryFn: get<LeadForm>('/api/leads/form'),
    // A form that is exchanged under whoever is typing would take away what they typed.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** One lead for a key, however often it is sent. */
export const enterLead = (body: NewLead, key: string) =>
  request<CreatedLead>('/api/leads', { method: 'POST', body, headers: { 'Idempotency-Key': key } });

/** Who will get a lead that is about to be entered. */
export const useDestination = (draft: Asked<'/api/leads/destination'>) =>
  useQuery({
    queryKey: [...keys.leads, 'destination', draft],
    queryFn: get<LeadDestination>(`/api/leads/destination${query({ ...draft })}`),
    placeholderData: (previous: LeadDestination | undefined) => previous,
  });

/** What may be done about a lead; every list that may show it is asked again afterwards. */
export function useLeadActs(id: string) {
  const queries = useQueryClient();
  const send = (act: string, body?: object, method: 'POST' | 'PUT' = 'POST') =>
    request<void>(`/api/leads/${id}/${act}`, { method, body }).then(() => {
      leadChanged(queries, id);
      return true;
    });
  return {
    passOn: (to: LeadReceiver, reason: string) => send('transfer', { toPersonId: to.id, reason }),
    takeBack: () => send('transfer/undo'),
    takeOver: () => send('takeover', { reason: '' }),
    askForHelp: (needed: boolean) => send('collaboration', { needed, note: '' }),
    mute: (muted: boolean) => send('reminders', { muted }, 'PUT'),
    returnToPool: (reason: string) => send('return-to-pool', { reason }),
  };
}

export type CampaignReport = Schemas['UtmReport'];

export type LeadForm = Schemas['LeadForm'];

export type LeadReceiver = Schemas['LeadReceiver'];

export type LeadDestination = Schemas['LeadDestination'];

export type LeadSummary = Schemas['LeadSummary'];

export type LeadStatus = LeadSummary['status'];

export type LeadPage = Schemas['LeadPage'];

export type Lead = Schemas['Lead'];

export type CreatedLead = Schemas['LeadReceipt'];

export type NewLead = Schemas['LeadDraft'];

export type TimelineEntry = Schemas['LeadTimelineEntry'];

export type PoolCard = Schemas['PoolCard'];

export type WindowItem = Schemas['LeadWindow'];

export type WindowBoard = Schemas['WindowBoard'];

export type Waiting = Schemas['StalledLeads'];

export type WaitingItem = Schemas['StalledLead'];

/** The line without a source holds for every other. */
export type TimetableRow = Schemas['TimetableRow'];
