import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { leadChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { useAct } from '@/shared/ui/useAct';

const SHOWN_SECONDS = 20;

/** Says that a lead was passed on, with a way back for whoever took the wrong name; its own page has it for longer. */
export function useTakeBack() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const queries = useQueryClient();
  const { act } = useAct();
  return (leadId: string, done: string) => {
    const key = `passed-on-${leadId}`;
    const takeBack = async () => {
      notification.destroy(key);
      await act(
        () =>
          request(`/api/leads/${leadId}/transfer/undo`, { method: 'POST' }).then(() => leadChanged(queries, leadId)),
        t('lead.takenBack'),
      );
    };
    notification.success({
      key,
      title: done,
      duration: SHOWN_SECONDS,
      role: 'status',
      actions: (
        <Button size="small" onClick={() => void takeBack()}>
          {t('lead.takeBack')}
        </Button>
      ),
    });
  };
}
