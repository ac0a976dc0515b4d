import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal, Radio } from 'antd';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import type { KeyName } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/format';
import { useAct } from '@/shared/ui/useAct';
import { useBlockers, useDeal, useDealTasks, type DealCard } from './api';

const QUESTION = 'userTask_pickBlocker';

/** Asks an owner why a deal stands, one deal after the other, each time the home page is opened (SW-03). */
export function Blockers() {
  const blockers = useBlockers();
  const [later, setLater] = useState(false);
  const [passed, setPassed] = useState<string[]>([]);
  const asked = blockers.data?.deals ?? [];
  const open = asked.filter(({ id }) => !passed.includes(id));
  const next = open[0];

  // A deal that is no longer asked about may be asked about again.
  useEffect(() => {
    setPassed((now) => now.filter((id) => asked.some((deal) => deal.id === id)));
  }, [blockers.data]);

  if (later || !blockers.data || !next) {
    return null;
  }
  return (
    <Question
      key={next.id}
      deal={next}
      reasons={blockers.data.reasons}
      more={open.length - 1}
      onLater={() => setLater(true)}
      onPass={() => setPassed((now) => [...now, next.id])}
    />
  );
}

function Question({
  deal,
  reasons,
  more,
  onLater,
  onPass,
}: {
  deal: DealCard;
  reasons: KeyName[];
  more: number;
  onLater: () => void;
  onPass: () => void;
}) {
  const { t } = useTranslation();
  const { ago } = useFormat();
  const { message, modal } = App.useApp();
  const { say } = useAct();
  const queries = useQueryClient();
  const whole = useDeal(deal.id);
  const tasks = useDealTasks(deal.id);
  const task = tasks.data?.find(({ elementId }) => elementId === QUESTION);
  const [reason, setReason] = useState<string>();
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  // Answered elsewhere, or the process is not there yet: the next deal need not wait for it.
  const nobodyAsks = !task && !tasks.isFetching && !busy;
  useEffect(() => {
    if (nobodyAsks) {
      onPass();
    }
  }, [nobodyAsks]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !reason || !task) {
      return;
    }
    setBusy(true);
    setWrong(null);
    try {
      await request(`/api/tasks/${task.id}/complete`, {
        method: 'POST',
        body: { variables: { blocker: { reason, ...(note.trim() ? { note: note.trim() } : {}) } } },
      });
      void message.success(t('blocker.sent', { name: deal.name }));
      onPass();
      dealChanged(queries, deal.id);
    } catch (error) {
      if (error instanceof Problem && error.status === 409) {
        // Somebody else has answered, or the deal has moved.
        modal.info({ title: error.title || t('tasks.gone'), content: error.message, okText: t('common.close') });
        onPass();
        dealChanged(queries, deal.id);
      } else if (error instanceof Problem && (error.status === 400 || error.status === 422)) {
        setWrong([...new Set([error.message, ...error.errors.map((item) => item.message)])].join(' '));
      } else {
        say(error);
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal open={Boolean(task)} title={t('blocker.title')} footer={null} onCancel={onLater} destroyOnHidden>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>
          <Link to={`/deals/${deal.id}`}>
            <strong>{deal.name}</strong>
          </Link>{' '}
          <span className="muted">{deal.customerName}</span>
          <br />
          <span className="muted">
            {[whole.data?.stage?.name, deal.substateName].filter(Boolean).join(' · ')}
            {whole.data?.substateSince && ` · ${t('deal.since', { text: ago(whole.data.substateSince) })}`}
          </span>
        </p>
        <fieldset className="field">
          <legend className="field-label" id="blocker-reason">
            {t('blocker.reason')}
          </legend>
          <Radio.Group
            className="stacked"
            aria-labelledby="blocker-reason"
            aria-required
            value={reason}
            options={reasons.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={(event) => setReason(event.target.value as string)}
          />
        </fieldset>
        <div className="field">
          <label className="field-label" htmlFor="blocker-note">
            {t('blocker.note')} <span className="muted field-optional">{t('common.optional')}</span>
          </label>
          <Input.TextArea
            id="blocker-note"
            rows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        {wrong && <Alert type="error" role="alert" showIcon title={wrong} />}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={busy} disabled={!reason}>
            {t('tasks.submit')}
          </Button>
          <Button disabled={busy} onClick={onLater}>
            {t('blocker.later')}
          </Button>
          {more > 0 && <span className="muted small">{t('blocker.more', { count: more })}</span>}
        </div>
      </form>
    </Modal>
  );
}
