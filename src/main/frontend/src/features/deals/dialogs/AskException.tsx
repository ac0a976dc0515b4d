import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Input, Modal, Radio, Select } from 'antd';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { EvidenceSlot, useEvidence } from '@/features/evidence';
import { useSkippable, type Purpose } from '@/features/green-channels';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import type { KeyName } from '@/shared/api/types';
import { dropDraft, readDraft, saveDraft } from '@/shared/lib/drafts';
import { useFormat } from '@/shared/lib/format';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { useAct } from '@/shared/ui/useAct';
import { useDeal, useStages, type Deal } from '../api';

/** Asks for a green channel: a jump needs its proof first, a skipped approval is explained afterwards (SG-06, C-10). */
export function AskException({ dealId, toStage, onClose }: { dealId: string; toStage?: string; onClose: () => void }) {
  const { t } = useTranslation();
  const deal = useDeal(dealId);
  const stages = useStages();
  return (
    <Modal open title={t('greenChannel.title')} footer={null} onCancel={onClose} destroyOnHidden width={620}>
      <Loaded query={stages.length > 0 ? deal : { ...deal, data: undefined }}>
        {(data) => <Asking deal={data} stages={stages} toStage={toStage} onClose={onClose} />}
      </Loaded>
    </Modal>
  );
}

function Asking({
  deal,
  stages,
  toStage,
  onClose,
}: {
  deal: Deal;
  stages: KeyName[];
  toStage?: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const me = useSession();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { say } = useAct();
  const { ago } = useFormat();
  const place = stages.findIndex(({ key }) => key === deal.stage?.key);
  const ahead = place < 0 ? [] : stages.slice(place + 2);
  const approving = stages[place]?.key.endsWith('-approval');
  const [chosen, setChosen] = useState<Purpose | null>(null);
  // Where an approval comes next, leaving out one of its steps is the likelier wish.
  const purpose: Purpose = chosen ?? (toStage || (ahead.length > 0 && !approving) ? 'STAGE_JUMP' : 'SKIP_APPROVAL');
  const [target, setTarget] = useState(toStage);
  const [steps, setSteps] = useState<string[]>([]);
  const [proof, setProof] = useState<string[]>([]);
  const draft = `green-channel.${deal.id}`;
  const [reason, setReason] = useState(() => readDraft<string>(me.id, draft) ?? '');
  const [wrong, setWrong] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const skippable = useSkippable(purpose === 'SKIP_APPROVAL');
  const evidence = useEvidence('deal', deal.id);
  const files = (evidence.data ?? []).filter((piece) => !piece.deletedAt);
  const usable = files.filter((piece) => piece.intact !== false && !(piece.mismatch && !piece.mismatchReason));
  const jump = purpose === 'STAGE_JUMP';
  const to = target ?? ahead[0]?.key;

  // What is uploaded here is meant as the proof.
  const [known] = useState(() => new Set<string>());
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!evidence.data) {
      return;
    }
    const fresh = usable.filter(({ id }) => seen && !known.has(id)).map(({ id }) => id);
    evidence.data.forEach(({ id }) => known.add(id));
    setSeen(true);
    if (fresh.length > 0) {
      setProof((now) => [...new Set([...now, ...fresh])]);
    }
  }, [evidence.data]);

  // What was wrong may be right now.
  useEffect(() => setWrong([]), [proof, steps, reason, target]);

  const lacks = [
    jump && !to ? t('greenChannel.toStage') : '',
    jump && proof.length === 0 ? t('greenChannel.proof') : '',
    !jump && steps.length === 0 ? t('greenChannel.steps') : '',
    reason.trim() ? '' : t('common.reason'),
  ].filter(Boolean);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    if (lacks.length > 0) {
      setWrong(lacks.map((what) => t('greenChannel.lacks', { what })));
      return;
    }
    setBusy(true);
    setWrong([]);
    try {
      await request(`/api/deals/${deal.id}/green-channel`, {
        method: 'POST',
        body: {
          purpose,
          reason: reason.trim(),
          ...(jump ? { toStage: to, evidenceIds: proof } : { steps, evidenceIds: proof }),
        },
      });
      dropDraft(me.id, draft);
      void message.success(t('greenChannel.sent'));
      dealChanged(queries, deal.id);
      onClose();
    } catch (error) {
      if (error instanceof Problem && [400, 409, 422].includes(error.status)) {
        setWrong([...new Set([error.message, ...error.errors.map((item) => item.message)])]);
      } else {
        say(error);
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <fieldset className="field">
        <legend className="field-label">{t('greenChannel.purpose')}</legend>
        <Radio.Group
          optionType="button"
          buttonStyle="solid"
          value={purpose}
          options={[
            { value: 'STAGE_JUMP', label: t('greenChannel.STAGE_JUMP'), disabled: ahead.length === 0 },
            { value: 'SKIP_APPROVAL', label: t('greenChannel.SKIP_APPROVAL') },
          ]}
          onChange={(event) => {
            setChosen(event.target.value as Purpose);
            setWrong([]);
          }}
        />
        <p className="field-hint">{t(jump ? 'greenChannel.jumpHint' : 'greenChannel.skipHint')}</p>
      </fieldset>
      {jump ? (
        <div className="field">
          <label className="field-label" htmlFor="jump-to">
            {t('greenChannel.toStage')}
          </label>
          <Select
            id="jump-to"
            value={to}
            options={ahead.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={setTarget}
          />
          <p className="field-hint">
            {t('greenChannel.over', {
              stages: stages
                .slice(place + 1, Math.max(place + 1, stages.findIndex(({ key }) => key === to)))
                .map(({ name }) => name)
                .join('、'),
            })}
          </p>
        </div>
      ) : (
        <fieldset className="field">
          <legend className="field-label">{t('greenChannel.steps')}</legend>
          <Loaded query={skippable} rows={2}>
            {(all) => (
              <Checkbox.Group
                className="stacked"
                value={steps}
                options={all.map(({ key, name }) => ({ value: key, label: name }))}
                onChange={(now) => setSteps(now)}
              />
            )}
          </Loaded>
        </fieldset>
      )}
      {jump && (
        <fieldset className="field">
          <legend className="field-label">{t('greenChannel.proof')}</legend>
          {usable.length > 0 && (
            <Checkbox.Group
              className="stacked"
              value={proof}
              options={usable.map((piece) => ({
                value: piece.id,
                label: (
                  <>
                    {piece.fileName} <span className="muted small">{ago(piece.at)}</span>
                  </>
                ),
              }))}
              onChange={(now) => setProof(now)}
            />
          )}
          {(deal.gate?.evidence.length ?? 0) > 0 ? (
            <ul className="slots">
              {deal.gate!.evidence.map((slot) => (
                <EvidenceSlot
                  key={slot.kind}
                  proof={{ ...slot, required: false }}
                  pieces={[]}
                  recordKind="deal"
                  recordId={deal.id}
                  stage={deal.stage!.key}
                  mayAdd
                />
              ))}
            </ul>
          ) : (
            usable.length === 0 && <p className="field-hint">{t('greenChannel.noProof')}</p>
          )}
        </fieldset>
      )}
      <div className="field">
        <label className="field-label" htmlFor="exception-reason">
          {t('greenChannel.reason')}
        </label>
        <Input.TextArea
          id="exception-reason"
          rows={3}
          maxLength={1000}
          aria-required
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
            saveDraft(me.id, draft, event.target.value);
          }}
        />
      </div>
      {wrong.length > 0 && <Alert type="error" role="alert" showIcon title={wrong.join(' ')} />}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('greenChannel.ask')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
