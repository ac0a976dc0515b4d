import { useMutation, useQuery } from '@tanstack/react-query';
import { keys } from '@/shared/api/keys';
import { query, request } from '@/shared/api/client';
import type { Asked, Schemas } from '@/shared/api/types';

export type AuditEntry = Schemas['AuditEntry'];

export type AuditPage = Schemas['AuditPage'];

export type AuditFilter = Asked<'/api/audit'>;

export const useAudit = (filter: AuditFilter) =>
  useQuery<AuditPage>({
    queryKey: [...keys.audit, filter],
    queryFn: ({ signal }) => request<AuditPage>(`/api/audit${query({ ...filter })}`, { signal }),
    placeholderData: (previous) => previous,
  });

/** Seal and entry are given where the finding is about one. */
export type TrailFinding = Schemas['AuditFinding'];

export type TrailVerification = Schemas['AuditVerification'];

export const useVerifyTrail = (onError: (error: unknown) => void) =>
  useMutation({ mutationFn: () => request<TrailVerification>('/api/audit/verification'), onError });
