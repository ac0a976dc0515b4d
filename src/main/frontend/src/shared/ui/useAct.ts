import { App } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem, Unreachable } from '@/shared/api/problem';

/** Runs one act at a time, says what came of it, and says a refusal in the server's words. */
export function useAct() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);

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
      setBusy(true);
      try {
        const result = await work();
        const text = typeof done === 'function' ? done(result) : done;
        if (text) {
          void message.success(text);
        }
        return result;
      } catch (error) {
        say(error);
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [message, say],
  );
  return { act, busy, say };
}
