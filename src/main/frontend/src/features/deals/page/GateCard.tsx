import { CheckCircleFilled } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { useFormat } from '@/shared/lib/format';
import { useSession } from '@/shared/session/session';
import { MissingList } from '@/shared/ui/MissingList';
import { useAct } from '@/shared/ui/useAct';
import type { Condition, Deal } from '../api';
import { EvidenceSlots } from './Evidence';
import { mayWork } from './dealPage';

/** What the stage asks for before it is left, and what is still missing. */
export function GateCard({
  deal,
  marked,
  onFix,
}: {
  deal: Deal;
  marked: string | null;
  onFix: (code: string) => void;
}) {
  const { t } = useTranslation();
  const gate = deal.gate!;
  const stage = deal.stage!.key;
  return (
    <>
      <section className="card" aria-labelledby="gate">
        <div className="card-head">
          <h2 id="gate">{t('gate.title')}</h2>
          <span className="muted small">{t('gate.text')}</span>
        </div>
        {gate.missing.length > 0 ? (
          <>
            <p className="gate-lack">{t('gate.missing', { count: gate.missing.length })}</p>
            <MissingList missing={gate.missing} onFix={onFix} />
          </>
        ) : (
          <p className="calm-note">{t('gate.open')}</p>
        )}
        {gate.conditions.length > 0 && (
          <ul className="conditions" aria-label={t('gate.conditions')}>
            {gate.conditions.map((condition) => (
              <ConditionRow key={condition.code} deal={deal} condition={condition} marked={marked} onFix={onFix} />
            ))}
          </ul>
        )}
      </section>
      {gate.evidence.length > 0 && (
        <section className="card" aria-labelledby="evidence">
          <h2 id="evidence">{t('evidence.title')}</h2>
          <EvidenceSlots deal={deal} stage={stage} proofs={gate.evidence} mayAdd={() => true} marked={marked} />
        </section>
      )}
    </>
  );
}

function ConditionRow({
  deal,
  condition,
  marked,
  onFix,
}: {
  deal: Deal;
  condition: Condition;
  marked: string | null;
  onFix: (code: string) => void;
}) {
  const { t } = useTranslation();
  const me = useSession();
  const { ago } = useFormat();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  const id = `condition-${condition.code}`;
  const who = condition.met && condition.at && (
    <span className="muted small">
      {condition.by?.name} · {ago(condition.at)}
    </span>
  );
  if (condition.evidenceKind) {
    return (
      <li id={id} className={condition.met ? 'met' : ''}>
        {condition.met ? (
          <span className="condition-text">
            <CheckCircleFilled aria-hidden="true" className="met-mark" /> {condition.text}
          </span>
        ) : (
          <button type="button" className="condition-open" onClick={() => onFix(`condition.${condition.code}`)}>
            {condition.text} <span className="muted small">{t('gate.byFile')}</span>
          </button>
        )}
        {who}
      </li>
    );
  }
  return (
    <li id={id} className={`${condition.met ? 'met' : ''}${marked === id ? ' marked' : ''}`}>
      <Checkbox
        checked={condition.met}
        disabled={busy || !mayWork(me, deal)}
        onChange={(event) =>
          void act(async () => {
            await request(`/api/deals/${deal.id}/conditions/${condition.code}`, {
              method: 'POST',
              body: { met: event.target.checked },
            });
            dealChanged(queries, deal.id);
          })
        }
      >
        {condition.text}
      </Checkbox>
      {who}
    </li>
  );
}
