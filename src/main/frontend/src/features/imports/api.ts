import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/shared/api/types';
import { get, request } from '@/shared/api/client';

export const useImports = () =>
  useQuery({ queryKey: ['imports'], queryFn: get<ImportStatus[]>('/api/imports'), refetchInterval: 5_000 });

/** What the rows of a file become. */
export type ImportKind = 'leads' | 'deals';

export type ImportStatus = Schemas['ImportStatus'] & { kind?: ImportKind };

export type ImportPreview = Schemas['ImportPreview'];

/** Begins with a file that was looked at; what is not named is in no column. */
export const startImport = (
  id: string,
  columns: Partial<Record<string, string[]>>,
  defaults: Partial<Record<string, string>>,
) =>
  request(`/api/imports/${id}/start`, {
    method: 'POST',
    body: {
      columns: Object.fromEntries(Object.entries(columns).filter(([, names]) => names?.length)),
      defaults: Object.fromEntries(Object.entries(defaults).filter(([, value]) => value?.trim())),
    },
  });

export const useRemarks = (id: string) =>
  useQuery({
    queryKey: ['imports', id, 'remarks'],
    queryFn: get<Schemas['ImportRemarkedRow'][]>(`/api/imports/${id}/remarks`),
  });
