import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { keys } from '@/shared/api/keys';
import type { Schemas } from '@/shared/api/types';
import { get, query, request } from '@/shared/api/client';

/** The server's page of tasks: who gets fewer has seen them all. */
const TASKS = 200;

export const useTasks = () =>
  useInfiniteQuery({
    queryKey: keys.tasks,
    queryFn: ({ pageParam, signal }) => request<Task[]>(`/api/tasks${query({ after: pageParam })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Task[]) => (page.length >= TASKS ? page.at(-1)?.id : undefined),
    select: ({ pages }) => pages.flat(),
    refetchInterval: 30_000,
  });

export const useTask = (id: string | null | undefined) =>
  useQuery({
    queryKey: keys.task(id),
    queryFn: get<TaskDetail>(`/api/tasks/${id}`),
    enabled: Boolean(id),
    staleTime: Number.POSITIVE_INFINITY,
  });

export type Task = Schemas['Task'];

/** The document calls the schema a string, as the server hands on what was deployed; on the wire it is an object. */
export type TaskDetail = Schemas['TaskDetail'];
