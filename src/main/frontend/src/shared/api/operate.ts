import { useQuery } from '@tanstack/react-query';
import { get } from './client';
import type { Schemas } from './types';

/** Asks until Operate can show the instance of a record. */
export const useInOperate = (records: 'leads' | 'deals', id: string) =>
  useQuery({
    queryKey: [records, 'one', id, 'operate'],
    queryFn: get<Schemas['InstanceInOperate']>(`/api/${records}/${id}/operate`),
    refetchInterval: ({ state: { data } }) => (data?.standing === 'NOT_YET' ? 3000 : false),
  });
