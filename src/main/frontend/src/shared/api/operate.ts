import { useQuery } from '@tanstack/react-query';
import { keys } from './keys';
import { get } from './client';
import type { Schemas } from './types';

/** Asks until Operate can show the instance of a record. */
export const useInOperate = (records: 'leads' | 'deals', id: string) =>
  useQuery({
    queryKey: [...(records === 'leads' ? keys.lead(id) : keys.deal(id)), 'operate'],
    queryFn: get<Schemas['InstanceInOperate']>(`/api/${records}/${id}/operate`),
    refetchInterval: ({ state: { data } }) => (data?.standing === 'NOT_YET' ? 3000 : false),
  });
