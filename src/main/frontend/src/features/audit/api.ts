import { useQuery } from '@tanstack/react-query';
import { query, request } from '@/shared/api/client';

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

/** Seal and entry are given where the finding is about one. */
export interface TrailFinding {
  kind: 'ENTRY_CHANGED' | 'ENTRY_MISSING' | 'ENTRY_UNSEALED' | 'SEAL_CHANGED' | 'SEAL_MISSING' | 'CHAIN_BROKEN';
  seal: number | null;
  entry: string | null;
}

export interface TrailVerification {
  seals: number;
  entries: number;
  head: string;
  intact: boolean;
  findings: TrailFinding[];
}

export const verifyTrail = () => request<TrailVerification>('/api/audit/verification');
