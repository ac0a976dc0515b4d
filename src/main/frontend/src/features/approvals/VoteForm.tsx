import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import { dropDraft, readDraft, saveDraft } from '@/shared/lib/drafts';
import { useDelayed } from '@/shared/lib/useDelayed';
import { useSession } from '@/shared/session/session';
import { useAct } from '@/shared/ui/useAct';
import type { Approval } from './api';

const SECONDS_TO_TAKE_BACK = 10;

/** Two clear ways out with the thumb in reach; a no needs its reason. */
export function VoteForm({ approval, onDone }: { approval: Approval; onDone?: () => void }) {
  const { t } = useTranslation();
  const me = useSession();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const { say } = useAct();
  const draft = `vote.${approval.id}`;
  const [comment, setComment] = useState(() => readDraft<string>(me.id, draft) ?? '');
  const field = useRef<TextAreaRef>(null);
  const [busy, setBusy] = useState<'approve' | 'decline' | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  const write = (text: string) => {
    setComment(text);
    setWrong(null);
    saveDraft(me.id, draft, text);
  };

  const vote = async (choice: 'approve' | 'decline', leaving = false) => {
    setBusy(choice);
    try {
      await request(`/api/approvals/${approval.id}/votes`, {
        method: 'POST',
        body: { vote: choice, ...(comment.trim() ? { comment: comment.trim() } : {}) },
        keepalive: leaving,
      });
      dropDraft(me.id, draft);
      void message.success(t(choice === 'approve' ? 'approval.approved' : 'approval.declined'));
      dealChanged(queries, approval.dealId);
      if (!leaving) {
        onDone?.();
      }
    } catch (error) {
      if (error instanceof Problem && error.status === 409) {
        // Somebody else has decided it, or it was withdrawn.
        modal.info({ title: error.title, content: error.message, okText: t('common.close') });
        dealChanged(queries, approval.dealId);
      } else if (error instanceof Problem && (error.status === 400 || error.status === 422)) {
        setWrong([...new Set([error.message, ...error.errors.map((item) => item.message)])].join(' '));
      } else {
        say(error);
      }
    } finally {
      setBusy(null);
    }
  };

  const approving = useDelayed(SECONDS_TO_TAKE_BACK, (leaving) => void vote('approve', leaving));

  const approve = () => {
    const unanswered = approval.questions.filter(({ askedBy, answer }) => askedBy.id === me.id && !answer);
    if (unanswered.length === 0) {
      approving.start();
      return;
    }
    modal.confirm({
      title: t('approval.unanswered', { name: unanswered[0].askedTo.name }),
      content: unanswered[0].text,
      okText: t('approval.approveAnyway'),
      cancelText: t('approval.waitForAnswer'),
      onOk: approving.start,
    });
  };

  const decline = () => {
    if (comment.trim()) {
      void vote('decline');
    } else {
      setWrong(t('approval.declineNeedsReason'));
      field.current?.focus();
    }
  };

  return (
    <section className="card vote" aria-labelledby="vote">
      <h2 id="vote">{t('approval.yourVote')}</h2>
      <div className={`field${wrong ? ' field-wrong' : ''}`}>
        <label className="field-label" htmlFor="vote-comment">
          {t('approval.comment')} <span className="muted field-optional">{t('approval.commentHint')}</span>
        </label>
        <Input.TextArea
          ref={field}
          id="vote-comment"
          disabled={approving.left !== null}
          rows={2}
          maxLength={1000}
          value={comment}
          aria-invalid={Boolean(wrong)}
          aria-describedby={wrong ? 'vote-help' : undefined}
          onChange={(event) => write(event.target.value)}
        />
        {wrong && (
          <p className="field-error" id="vote-help" role="alert">
            {wrong}
          </p>
        )}
      </div>
      {approving.left !== null ? (
        <div className="vote-buttons">
          <p role="status">{t('approval.approvingIn', { count: approving.left })}</p>
          <Button size="large" onClick={approving.takeBack}>
            {t('approval.takeBack')}
          </Button>
          <Button type="primary" size="large" onClick={approving.now}>
            {t('approval.sendNow')}
          </Button>
        </div>
      ) : (
        <div className="vote-buttons">
          <Button
            type="primary"
            size="large"
            loading={busy === 'approve'}
            disabled={busy === 'decline'}
            onClick={approve}
          >
            {t('approval.approve')}
          </Button>
          <Button danger size="large" loading={busy === 'decline'} disabled={busy === 'approve'} onClick={decline}>
            {t('approval.decline')}
          </Button>
        </div>
      )}
    </section>
  );
}
