import { useQuery } from '@tanstack/react-query';
import { keys } from '@/shared/api/keys';
import type { Schemas } from '@/shared/api/types';
import { get } from '@/shared/api/client';

export const useNotices = () =>
  useQuery({ queryKey: keys.notices, queryFn: get<Notices>('/api/notifications'), refetchInterval: 60_000 });

export type Notices = Schemas['Notifications'];

export type Notice = Schemas['Notification'];
