import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  ApprovalSteps,
  ContractTypeName,
  ContractTypeSelect,
  outcomeTones,
  useApprovalsOf,
  useContracts,
  type Contract,
} from '@/features/approvals';
import { useEvidence } from '@/features/evidence';
import { GreenChannelRow, useGreenChannels, type GreenChannel } from '@/features/green-channels';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import { useFormat } from '@/shared/lib/format';
import { useAct } from '@/shared/ui/useAct';
import type { Deal } from '../api';

/** What is being approved for a deal, and what was. */
export function DealApprovals({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const approvals = useApprovalsOf(deal.id);
  if (!approvals.data?.length) {
    return null;
  }
  return (
    <section className="card" aria-labelledby="approvals">
      <h2 id="approvals">{t('approval.title')}</h2>
      {approvals.data.map((approval) => (
        <div key={approval.id} className="approval">
          <div className="approval-head">
            <Link to={`/approvals/${approval.id}`}>
              <strong>{t(`approval.kind.${approval.kind}`)}</strong>
            </Link>
            <span className={`tag ${outcomeTones[approval.outcome]}`}>{t(`approval.outcome.${approval.outcome}`)}</span>
            <span className="muted small">{dateTime(approval.decidedAt ?? approval.openedAt)}</span>
          </div>
          {approval.reason && <p className="timeline-remark">{approval.reason}</p>}
          {approval.outcome === 'OPEN' && <ApprovalSteps approval={approval} />}
        </div>
      ))}
    </section>
  );
}

/** The exceptions that were asked for. */
export function DealGreenChannels({ deal, onJump }: { deal: Deal; onJump?: (toStage: string) => void }) {
  const { t } = useTranslation();
  const found = useGreenChannels(deal.id);
  if (!found.data?.length) {
    return null;
  }
  return (
    <section className="card" aria-labelledby="green-channels">
      <h2 id="green-channels">{t('greenChannel.title')}</h2>
      <ul className="channels">
        {found.data.map((it) => (
          <GreenChannelRow
            key={it.id}
            it={it}
            onUse={usable(it, deal) && onJump ? () => onJump(it.steps[1].key) : undefined}
          />
        ))}
      </ul>
    </section>
  );
}

/** A jump that was granted from where the deal stands; approvals use theirs by themselves. */
const usable = (it: GreenChannel, deal: Deal) =>
  it.state === 'GRANTED' && it.purpose === 'STAGE_JUMP' && it.steps[0]?.key === deal.stage?.key && deal.taskId !== null;

/** The contract that is approved: the newest one. */
export function DealContracts({ deal, mayChange }: { deal: Deal; mayChange: boolean }) {
  const { t } = useTranslation();
  const { money, percent } = useFormat();
  const contracts = useContracts(deal.id);
  const evidence = useEvidence('deal', deal.id);
  const [writing, setWriting] = useState<Contract | 'new' | null>(null);
  const [newest, ...older] = contracts.data ?? [];
  if (!contracts.data || (!newest && !mayChange)) {
    return null;
  }
  const paper = evidence.data?.find(({ id }) => id === newest?.documentId);
  return (
    <section className="card" aria-labelledby="contracts">
      <div className="card-head card-head-apart">
        <h2 id="contracts">{t('contract.title')}</h2>
        {mayChange && (
          <span>
            {newest && (
              <Button type="link" size="small" onClick={() => setWriting(newest)}>
                {t('contract.change')}
              </Button>
            )}
            <Button type="link" size="small" onClick={() => setWriting('new')}>
              {t('contract.add')}
            </Button>
          </span>
        )}
      </div>
      {newest ? (
        <>
          <p>
            <strong>{newest.title}</strong> <span className="num">{money(newest.amount, newest.currency)}</span>
          </p>
          <p className="muted small">
            <ContractTypeName of={newest.type} />
            {newest.type && newest.discount > 0 && ' · '}
            {newest.discount > 0 && t('contract.discount', { text: percent(newest.discount) })}
          </p>
          {newest.differsBecause && (
            <p className="muted small">
              {t('contract.fields.differsBecause')}: {newest.differsBecause}
            </p>
          )}
          {paper ? (
            <a href={`/api/evidence/${paper.id}/content`} target="_blank" rel="noreferrer">
              {paper.fileName}
            </a>
          ) : (
            <p className="muted small">{t('contract.noPaper')}</p>
          )}
          {older.length > 0 && <p className="muted small">{t('contract.older', { count: older.length })}</p>}
        </>
      ) : (
        <p className="muted small">{t('contract.none')}</p>
      )}
      {writing && (
        <ContractForm deal={deal} contract={writing === 'new' ? null : writing} onClose={() => setWriting(null)} />
      )}
    </section>
  );
}

function ContractForm({ deal, contract, onClose }: { deal: Deal; contract: Contract | null; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { say } = useAct();
  const evidence = useEvidence('deal', deal.id);
  const [title, setTitle] = useState(contract?.title ?? t('contract.titleOf', { name: deal.customerName }));
  const [type, setType] = useState(contract?.type ?? deal.contractType ?? '');
  const [amount, setAmount] = useState(String(contract?.amount ?? deal.amount));
  const [discount, setDiscount] = useState(String(Number(((contract?.discount ?? deal.discount) * 100).toFixed(6))));
  const [paper, setPaper] = useState(contract?.documentId ?? undefined);
  const [differsBecause, setDiffersBecause] = useState(contract?.differsBecause ?? '');
  const [wrong, setWrong] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const currency = contract?.currency ?? deal.currency;
  const papers = (evidence.data ?? []).filter((piece) => !piece.deletedAt);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    setBusy(true);
    try {
      await request(contract ? `/api/contracts/${contract.id}` : '/api/contracts', {
        method: contract ? 'PUT' : 'POST',
        body: {
          dealId: deal.id,
          title: title.trim(),
          type: type.trim() || null,
          amount: Number(amount),
          currency,
          discount: Number((Number(discount || 0) / 100).toFixed(8)),
          documentId: paper ?? null,
          differsBecause: differsBecause.trim() || null,
        },
      });
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
    <Modal
      open
      title={t(contract ? 'contract.change' : 'contract.add')}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      <form className="form" onSubmit={(event) => void submit(event)}>
        <div className="field">
          <label className="field-label" htmlFor="contract-title">
            {t('contract.fields.title')}
          </label>
          <Input
            id="contract-title"
            maxLength={200}
            aria-required
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </div>
        <div className="field">
          <label className="field-label" htmlFor="contract-amount">
            {t('deal.fields.amount')} ({currency})
          </label>
          <InputNumber<string>
            id="contract-amount"
            className="wide-input"
            stringMode
            inputMode="decimal"
            controls={false}
            aria-required
            value={amount}
            onChange={(value) => setAmount(value === null ? '' : String(value))}
          />
        </div>
        <div className="field">
          <label className="field-label" htmlFor="contract-discount">
            {t('deal.fields.discount')}
          </label>
          <InputNumber<string>
            id="contract-discount"
            className="wide-input"
            stringMode
            inputMode="decimal"
            controls={false}
            suffix="%"
            value={discount}
            onChange={(value) => setDiscount(value === null ? '' : String(value))}
          />
        </div>
        <div className="field">
          <label className="field-label" htmlFor="contract-type">
            {t('deal.fields.contractType')} <span className="muted field-optional">{t('common.optional')}</span>
          </label>
          <ContractTypeSelect id="contract-type" value={type} onChange={(chosen) => setType(chosen ?? '')} />
        </div>
        <div className="field">
          <label className="field-label" htmlFor="contract-paper">
            {t('contract.fields.paper')} <span className="muted field-optional">{t('common.optional')}</span>
          </label>
          <Select
            id="contract-paper"
            allowClear
            value={paper}
            options={papers.map((piece) => ({ value: piece.id, label: piece.fileName }))}
            onChange={setPaper}
          />
        </div>
        <div className="field">
          <label className="field-label" htmlFor="contract-differs">
            {t('contract.fields.differsBecause')} <span className="muted field-optional">{t('common.optional')}</span>
          </label>
          <Input.TextArea
            id="contract-differs"
            rows={2}
            maxLength={1000}
            value={differsBecause}
            onChange={(event) => setDiffersBecause(event.target.value)}
          />
        </div>
        {wrong.length > 0 && <Alert type="error" role="alert" showIcon title={wrong.join(' ')} />}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={busy} disabled={!title.trim() || !amount}>
            {t('common.save')}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
