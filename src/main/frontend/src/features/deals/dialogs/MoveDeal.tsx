import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal, Select } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import type { Missing } from '@/shared/api/types';
import { dropDraft, readDraft, saveDraft } from '@/shared/lib/drafts';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { MissingList } from '@/shared/ui/MissingList';
import { useAct } from '@/shared/ui/useAct';
import { useDeal, useStages, type Deal } from '../api';

export interface Move {
  kind: 'advance' | 'return' | 'lose';
  dealId: string;
  /** Where it goes, where that is not the next stage or the one before. */
  toStage?: string;
  /** A green channel lets it past the gates between: what they miss does not count. */
  granted?: boolean;
}

/** Asks why a deal moves (SG-07) and tells what its gate says; whether it moves is the gate's word alone. */
export function MoveDeal({ move, onClose, onFix }: { move: Move; onClose: () => void; onFix: (code: string) => void }) {
  const { t } = useTranslation();
  const deal = useDeal(move.dealId);
  return (
    <Modal open title={t(`deal.${move.kind}`)} footer={null} onCancel={onClose} destroyOnHidden>
      <Loaded query={deal}>{(data) => <Asking deal={data} move={move} onClose={onClose} onFix={onFix} />}</Loaded>
    </Modal>
  );
}

function Asking({
  deal,
  move,
  onClose,
  onFix,
}: {
  deal: Deal;
  move: Move;
  onClose: () => void;
  onFix: (code: string) => void;
}) {
  const { t } = useTranslation();
  const me = useSession();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const { say } = useAct();
  const draft = `deal.${deal.id}.${move.kind}`;
  const stages = useStages();
  const place = stages.findIndex((stage) => stage.key === deal.stage?.key);
  const earlier = stages.slice(0, Math.max(0, place)).reverse();
  const [reason, setReason] = useState(() => readDraft<string>(me.id, draft) ?? '');
  const [toStage, setToStage] = useState(move.toStage);
  const [refused, setRefused] = useState<Missing[] | null>(null);
  const [busy, setBusy] = useState(false);
  const target = toStage ?? earlier[0]?.key;
  const next = move.toStage ? stages.find((stage) => stage.key === move.toStage) : place < 0 ? undefined : stages[place + 1];
  const known = move.kind === 'advance' && !move.granted ? (deal.gate?.missing ?? []) : [];
  const missing = refused ?? known;

  const write = (text: string) => {
    setReason(text);
    saveDraft(me.id, draft, text);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !reason.trim()) {
      return;
    }
    setBusy(true);
    try {
      await request(`/api/deals/${deal.id}/${move.kind}`, {
        method: 'POST',
        body: { reason: reason.trim(), ...(move.kind === 'return' ? { toStage: target } : move.toStage ? { toStage: move.toStage } : {}) },
      });
      dropDraft(me.id, draft);
      void message.success(t(`deal.${move.kind}Done`));
      dealChanged(queries, deal.id);
      onClose();
    } catch (error) {
      if (error instanceof Problem && error.missing.length > 0) {
        setRefused(error.missing);
        dealChanged(queries, deal.id);
      } else if (error instanceof Problem && error.status === 409) {
        // Somebody else has moved it, or the process is at work on it.
        modal.info({ title: error.title, content: error.message, okText: t('common.close') });
        dealChanged(queries, deal.id);
        onClose();
      } else {
        say(error);
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <p>
        <strong>{deal.name}</strong> <span className="muted">{deal.customerName}</span>
        <br />
        <span className="muted">{deal.stage?.name}</span>
        {move.kind === 'advance' && <strong> → {place < 0 ? '…' : (next?.name ?? t('deal.won'))}</strong>}
      </p>
      {missing.length > 0 && (
        <Alert
          type={refused ? 'error' : 'warning'}
          role="alert"
          showIcon
          title={t(refused ? 'gate.refused' : 'gate.missing', { count: missing.length })}
          description={<MissingList missing={missing} onFix={onFix} />}
        />
      )}
      {move.kind === 'return' && (
        <div className="field">
          <label className="field-label" htmlFor="to-stage">
            {t('deal.returnTo')}
          </label>
          <Select
            id="to-stage"
            value={target}
            options={earlier.map((stage) => ({ value: stage.key, label: stage.name }))}
            onChange={setToStage}
          />
        </div>
      )}
      <div className="field">
        <label className="field-label" htmlFor="move-reason">
          {t(`deal.${move.kind}Reason`)}
        </label>
        <Input.TextArea
          id="move-reason"
          rows={3}
          maxLength={1000}
          aria-required
          autoFocus
          value={reason}
          onChange={(event) => write(event.target.value)}
        />
      </div>
      <div className="form-actions">
        <Button type="primary" htmlType="submit" danger={move.kind === 'lose'} loading={busy} disabled={!reason.trim()}>
          {t(`deal.${move.kind}`)}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
