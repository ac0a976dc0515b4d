import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { keys } from '@/shared/api/keys';
import { dealChanged, leadChanged } from '@/shared/api/changes';
import type { Notice } from './api';

const Live = createContext(true);

/** Whether the stream of notices is up; the bell says so when it is not. */
export const useLive = () => useContext(Live);

/**
 * One stream for the whole workbench. A browser reconnects a stream that broke, but gives up on one that was refused
 * (a proxy's 502, a restart of the server): then we try again, more slowly each time, and ask for what was missed.
 */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const [up, setUp] = useState(true);

  useEffect(() => {
    let stream: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = 1000;
    let lost = false;
    let over = false;

    const open = () => {
      stream = new EventSource('/api/notifications/stream');
      stream.onopen = () => {
        pause = 1000;
        setUp(true);
        if (lost) {
          lost = false;
          void queries.invalidateQueries();
        }
      };
      stream.onerror = () => {
        lost = true;
        if (stream?.readyState === EventSource.CLOSED && !over) {
          setUp(false);
          timer = setTimeout(open, pause + Math.random() * 500);
          pause = Math.min(pause * 2, 30_000);
        }
      };
      stream.addEventListener('notice', (event) => {
        void queries.invalidateQueries({ queryKey: keys.notices });
        const notice = read<Notice>(event);
        if (/^\/(deals|approvals|green-channels)\//.test(notice?.path ?? '')) {
          dealChanged(queries);
        }
        if (notice?.title) {
          notification.info({
            key: notice.id,
            title: notice.title,
            description: notice.text,
            duration: 8,
            role: 'status',
            onClick: () => {
              notification.destroy(notice.id);
              if (notice.path) {
                void navigate(notice.path);
              }
            },
          });
        }
      });
      stream.addEventListener('lead', (event) => {
        leadChanged(queries, read<{ leadId: string }>(event)?.leadId);
      });
    };

    open();
    return () => {
      over = true;
      clearTimeout(timer);
      stream?.close();
    };
  }, [queries, notification, navigate]);

  return <Live.Provider value={up}>{children}</Live.Provider>;
}

function read<T>(event: Event): T | undefined {
  try {
    return JSON.parse((event as MessageEvent<string>).data) as T;
  } catch {
    return undefined;
  }
}
