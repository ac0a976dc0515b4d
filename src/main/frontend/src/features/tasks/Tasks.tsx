import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { keys } from '@/shared/api/keys';
import { ApprovalView, useApproval } from '@/features/approvals';
import { recordChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import { recordPath } from '@/shared/lib/records';
import { useTitle } from '@/shared/lib/title';
import { useSession } from '@/shared/session/session';
import { Countdown } from '@/shared/ui/Countdown';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAct } from '@/shared/ui/useAct';
import { useTask, useTasks, type Task, type TaskDetail } from './api';
import { TaskForm } from './TaskForm';

/** The inbox: a list on the left, the chosen task on the right; on a phone one after the other. */
export function Tasks() {
  const { t } = useTranslation();
  const { id } = useParams();
  const tasks = useTasks();
  return (
    <div className="page">
      {id ? <h1 className="only-wide">{t('tasks.title')}</h1> : <PageTitle>{t('tasks.title')}</PageTitle>}
      <div className={`inbox${id ? ' inbox-open' : ''}`}>
        <section className="card list-card inbox-list" aria-label={t('tasks.title')}>
          <Loaded query={tasks} rows={6}>
            {(items) =>
              items.length === 0 ? (
                <Notice title={t('tasks.empty')} text={t('tasks.emptyText')} />
              ) : (
                <>
                  <ul>
                    {items.map((task) => (
                      <Row key={task.id} task={task} chosen={task.id === id} />
                    ))}
                  </ul>
                  {tasks.hasNextPage && (
                    <p className="list-more">
                      <Button loading={tasks.isFetchingNextPage} onClick={() => void tasks.fetchNextPage()}>
                        {t('tasks.showMore')}
                      </Button>
                    </p>
                  )}
                </>
              )
            }
          </Loaded>
        </section>
        <section className="inbox-task" aria-live="polite">
          {id ? <Chosen id={id} key={id} /> : tasks.data?.length ? <Notice title={t('tasks.choose')} /> : null}
        </section>
      </div>
    </div>
  );
}

function Row({ task, chosen }: { task: Task; chosen: boolean }) {
  const { t } = useTranslation();
  return (
    <li>
      <Link
        to={`/tasks/${task.id}`}
        className={`task-row${chosen ? ' chosen' : ''}`}
        aria-current={chosen || undefined}
      >
        <span className="task-title">
          <strong>{task.recordName || task.title}</strong>
          <span className="muted small">
            {task.title}
            {' · '}
            {task.assignee ? task.assignee.name : t('tasks.unassigned')}
          </span>
        </span>
        {task.dueAt ? (
          <Countdown due={task.dueAt} start={task.createdAt} />
        ) : (
          <span className="muted small">{t('tasks.noDue')}</span>
        )}
      </Link>
    </li>
  );
}

function Chosen({ id }: { id: string }) {
  const { t } = useTranslation();
  const task = useTask(id);
  return (
    <div className="card">
      <Link to="/tasks" className="only-phone back">
        <ArrowLeftOutlined aria-hidden="true" /> {t('common.back')}
      </Link>
      <Loaded query={task} rows={6}>
        {(data) => <Detail task={data} />}
      </Loaded>
    </div>
  );
}

function Detail({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const me = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const { act, busy, say } = useAct();
  const claimable = task.claimable && task.assignee?.id !== me.id;
  // A lead of the pool is taken by claiming it: there is nothing to fill in.
  const byClaim = task.formId === 'claim-lead';
  const record = recordPath(task.recordKind, task.recordId);
  const approvalId = typeof task.variables.approvalId === 'string' ? task.variables.approvalId : null;
  useTitle([task.title, task.recordName].filter(Boolean).join(' · '));
  const votes = approvalId !== null && (task.formId === 'approve-contract' || task.formId === 'countersign-quote');

  const done = () => {
    queries.removeQueries({ queryKey: keys.task(task.id) });
    void queries.invalidateQueries({ queryKey: keys.tasks, exact: true });
    void navigate('/tasks');
  };

  const claim = () =>
    act(
      async () => {
        try {
          await request(`/api/tasks/${task.id}/claim`, { method: 'POST' });
          recordChanged(queries, task.recordKind, task.recordId);
          if (byClaim) {
            done();
            if (record) {
              void navigate(record);
            }
          } else {
            await queries.invalidateQueries({ queryKey: keys.tasks });
          }
          return true;
        } catch (error) {
          if (error instanceof Problem && error.status === 409) {
            modal.info({ title: error.title || t('tasks.gone'), content: error.detail, okText: t('common.close') });
            done();
          } else {
            say(error);
          }
          return undefined;
        }
      },
      (claimed) => (claimed ? t('tasks.claimed') : undefined),
    );

  return (
    <>
      <div className="task-head">
        <div>
          <h2>{task.title}</h2>
          {record && (
            <Link to={record}>
              {task.recordName} · {t('tasks.openRecord')}
            </Link>
          )}
        </div>
        {task.dueAt && <Countdown due={task.dueAt} start={task.createdAt} />}
      </div>
      {claimable && (
        <div className="task-claim">
          <span className="muted">{t('tasks.unassigned')}</span>
          <Button type={byClaim ? 'primary' : 'default'} loading={busy} onClick={() => void claim()}>
            {t('tasks.claim')}
          </Button>
        </div>
      )}
      {approvalId && <OfApproval id={approvalId} votes={votes} onDone={done} />}
      {!byClaim && !votes && <TaskForm task={task} onDone={done} />}
    </>
  );
}

/** A vote is cast where everything about it stands; what else is asked about an approval is answered below it. */
function OfApproval({ id, votes, onDone }: { id: string; votes: boolean; onDone: () => void }) {
  const { t } = useTranslation();
  const approval = useApproval(id);
  if (!votes) {
    return (
      <p>
        <Link to={`/approvals/${id}`}>{t('approval.open')}</Link>
      </p>
    );
  }
  return <Loaded query={approval}>{(data) => <ApprovalView embedded approval={data} onDone={onDone} />}</Loaded>;
}
