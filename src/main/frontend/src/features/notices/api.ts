import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/shared/api/types';
import { get } from '@/shared/api/client';

export const useNotices = () =>
  useQuery({ queryKey: ['notices'], queryFn: get<Notices>('/api/notifications'), refetchInterval: 60_000 });

export type Notices = Schemas['NotificationsNotifications'];

export type Notice = Schemas['NotificationsItem'];
