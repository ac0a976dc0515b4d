import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/shared/api/types';
import { get } from '@/shared/api/client';

export const useImports = () =>
  useQuery({ queryKey: ['imports'], queryFn: get<ImportStatus[]>('/api/imports'), refetchInterval: 5_000 });

/** What the rows of a file become. */
export type ImportKind = 'leads' | 'deals';

export type ImportStatus = Schemas['ImportStatus'] & { kind?: ImportKind };
