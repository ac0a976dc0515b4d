import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { recordChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { Problem, atFields } from '@/shared/api/problem';
import type { Missing } from '@/shared/api/types';
import { dropDraft, readDraft, saveDraft } from '@/shared/lib/drafts';
import { useSession } from '@/shared/session/session';
import { MissingList } from '@/shared/ui/MissingList';
import { useAct } from '@/shared/ui/useAct';
import { FormJs, type FormHandle } from '@/shared/forms';
import type { TaskDetail } from './api';

/** The form of a user task, as its owner drew it; what was typed is kept until it is sent. */
export function TaskForm({ task, onDone }: { task: TaskDetail; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useSession();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const { say } = useAct();
  const navigate = useNavigate();
  const form = useRef<FormHandle>(null);
  const [busy, setBusy] = useState(false);
  // What is pressed before the form is there is done when it is.
  const ready = useRef(false);
  const pressed = useRef(false);
  const [missing, setMissing] = useState<string[]>([]);
  const [refused, setRefused] = useState<Missing[]>([]);
  const draftKey = `task.${task.id}`;
  const [draft] = useState(() => readDraft<Record<string, unknown>>(me.id, draftKey));
  const keep = useCallback((data: Record<string, unknown>) => saveDraft(me.id, draftKey, data), [me.id, draftKey]);

  const submit = async () => {
    if (busy) {
      return;
    }
    if (!ready.current) {
      pressed.current = true;
      return;
    }
    setBusy(true);
    try {
      const answer = await form.current?.submit();
      if (!answer || answer.invalid) {
        return;
      }
      setMissing([]);
      setRefused([]);
      await request(`/api/tasks/${task.id}/complete`, { method: 'POST', body: { variables: answer.data } });
      dropDraft(me.id, draftKey);
      void message.success(t('tasks.completed'));
      recordChanged(queries, task.recordKind, task.recordId);
      onDone();
    } catch (error) {
      if (error instanceof Problem && error.missing.length > 0) {
        setRefused(error.missing);
      } else if (error instanceof Problem && error.status === 409) {
        // Somebody else was faster, or the deadline was: nothing is left to fill in here.
        modal.info({ title: error.title || t('tasks.gone'), content: error.detail, okText: t('common.close') });
        recordChanged(queries, task.recordKind, task.recordId);
        onDone();
      } else if (error instanceof Problem && (error.status === 400 || error.status === 422)) {
        const { fields, others } = atFields(error, form.current?.fields() ?? []);
        form.current?.complain(fields);
        setMissing(fields.size > 0 ? others : [...new Set([error.message, ...others])]);
      } else {
        say(error);
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="task-form">
      {draft && <p className="muted small">{t('common.draftRestored')}</p>}
      <Suspense fallback={<div className="form-loading" role="status" aria-label={t('common.loading')} />}>
        <FormJs
          ref={form}
          schema={task.schema}
          data={{ ...task.variables, ...draft }}
          onChange={keep}
          onSubmit={submit}
          onReady={() => {
            ready.current = true;
            if (pressed.current) {
              pressed.current = false;
              void submit();
            }
          }}
        />
      </Suspense>
      {refused.length > 0 && (
        <Alert
          type="error"
          role="alert"
          showIcon
          title={t('gate.refused', { count: refused.length })}
          description={
            <MissingList
              missing={refused}
              onFix={(code) => void navigate(`/deals/${task.recordId}?fix=${encodeURIComponent(code)}`)}
            />
          }
        />
      )}
      {missing.length > 0 && (
        <Alert
          type="warning"
          role="alert"
          showIcon
          title={t('tasks.missing')}
          description={
            <ul className="plain">
              {missing.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          }
        />
      )}
      <Button
        type="primary"
        loading={busy}
        // Leaving a field may take its complaint away, and move the button from under the press: it is left afterwards.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => void submit()}
        className="task-submit"
      >
        {t('tasks.submit')}
      </Button>
    </div>
  );
}
