import { useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '@/shared/api/keys';
import { leadChanged } from '@/shared/api/changes';
import type { Schemas } from '@/shared/api/types';
import { get, request } from '@/shared/api/client';

export const useImports = () =>
  useQuery({ queryKey: keys.imports, queryFn: get<ImportStatus[]>('/api/imports'), refetchInterval: 5_000 });

export const isOver = (status: string) => /DONE|COMPLET|FINISH|FAIL/i.test(status);

/** An import while it goes on, and its leads until each has somebody. */
export function useImport(id: string) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: keys.import(id),
    queryFn: async ({ signal }) => {
      const status = await request<ImportStatus>(`/api/imports/${id}`, { signal });
      if (isOver(status.status)) {
        leadChanged(queries);
        void queries.invalidateQueries({ queryKey: keys.imports, exact: true });
      }
      return status;
    },
    refetchInterval: ({ state: { data } }) => {
      if (!data || !isOver(data.status)) {
        return 1500;
      }
      return data.assigned >= data.accepted ? false : 5000;
    },
  });
}

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
    queryKey: [...keys.import(id), 'remarks'],
    queryFn: get<Schemas['ImportRemarkedRow'][]>(`/api/imports/${id}/remarks`),
  });
