import { useQuery } from '@tanstack/react-query';
import { request } from './client';
import { query } from './queries';

export interface AuditEntry {
  id: string;
  at: string;
  subjectKind: string;
  subjectKindName: string;
  subjectId: string | null;
  action: string;
  actionName: string;
  /** Without an id where a process acted. */
  by: { id: string | null; name: string };
  origin: { kind: string; address: string | null; userAgent: string | null };
  changes: { field: string; name: string; before: unknown; after: unknown }[];
  region: string | null;
  owner: { id: string | null; name: string } | null;
}

export interface AuditPage {
  items: AuditEntry[];
  total: number;
}

export interface AuditFilter {
  subjectKind?: string;
  subjectId?: string;
  action?: string;
  by?: string;
  from?: string;
  to?: string;
  page?: number;
  size?: number;
}

export const useAudit = (filter: AuditFilter) =>
  useQuery<AuditPage>({
    queryKey: ['audit', filter],
    queryFn: ({ signal }) => request<AuditPage>(`/api/audit${query({ ...filter })}`, { signal }),
    placeholderData: (previous) => previous,
  });
