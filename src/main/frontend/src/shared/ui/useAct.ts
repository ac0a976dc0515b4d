import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem, Unreachable } from '@/shared/api/problem';

/** Runs one act at a time, says what came of it, and says a refusal in the server's words. */
export function useAct() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { mutateAsync, isPending: busy } = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    // Without a network an act fails at once: what would wait for it would be done without anybody looking.
    networkMode: 'always',
  });

  const say = useCallback(
    (error: unknown) => {
      if (error instanceof Problem && error.status === 401) {
        return;
      }
      void message.error(
        error instanceof Unreachable
          ? t('common.unreachable')
          : error instanceof Problem
            ? [...new Set([error.message, ...error.errors.map((item) => item.message)])].join(' ')
            : t('common.failed'),
        6,
      );
    },
    [message, t],
  );

  const act = useCallback(
    async <T>(work: () => Promise<T>, done?: string | ((result: T) => string | undefined)): Promise<T | undefined> => {
      try {
        const result = (await mutateAsync(work)) as T;
        const text = typeof done === 'function' ? done(result) : done;
        if (text) {
          void message.success(text);
        }
        return result;
      } catch (error) {
        say(error);
        return undefined;
      }
    },
    [message, mutateAsync, say],
  );
  return { act, busy, say };
}
