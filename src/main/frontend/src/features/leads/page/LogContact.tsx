import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '@/shared/api/keys';
import { TaskForm, useTask } from '@/features/tasks';
import { leadChanged } from '@/shared/api/changes';
import { Loaded } from '@/shared/ui/Loaded';
import type { Lead } from '../api';

export function LogContact({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const task = useTask(lead.taskId);
  const queries = useQueryClient();
  if (!lead.taskId || lead.taskElementId === 'userTask_claimLead') {
    return null;
  }
  return (
    <section className="card" aria-labelledby="log" id="log-contact">
      <div className="card-head">
        <h2 id="log">{t('lead.log')}</h2>
        <span className="muted small">{t('lead.logText')}</span>
      </div>
      <Loaded query={task}>
        {(data) => (
          <TaskForm
            key={data.id}
            task={data}
            onDone={() => {
              queries.removeQueries({ queryKey: keys.task(data.id) });
              leadChanged(queries, lead.id);
              // The next form looks much like this one: what has changed stands at the top.
              window.scrollTo({ top: 0 });
            }}
          />
        )}
      </Loaded>
    </section>
  );
}
