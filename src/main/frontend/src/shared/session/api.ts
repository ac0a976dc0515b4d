import { useQuery } from '@tanstack/react-query';
import { get } from '@/shared/api/client';
import { keys } from '@/shared/api/keys';
import type { Me } from '@/shared/api/types';

export const useMe = () => useQuery({ queryKey: keys.me, queryFn: get<Me>('/api/me'), staleTime: 5 * 60_000 });
