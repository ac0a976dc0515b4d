import { useQuery } from '@tanstack/react-query';
import { get } from '@/shared/api/client';
import { keys } from '@/shared/api/keys';
import type { Me, WaysToSignIn } from '@/shared/api/types';

export const useMe = () => useQuery({ queryKey: keys.me, queryFn: get<Me>('/api/me'), staleTime: 5 * 60_000 });

export const useWaysToSignIn = () =>
  useQuery({ queryKey: keys.waysToSignIn, queryFn: get<WaysToSignIn>('/public/sign-in'), staleTime: Infinity });
