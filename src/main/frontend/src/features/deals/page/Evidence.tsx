import { useTranslation } from 'react-i18next';
import { EvidenceSlot, type Proof, useEvidence } from '@/features/evidence';
import { useSession } from '@/shared/session/session';
import type { Deal } from '../api';
import { mayWork } from './dealPage';

/** A slot for each kind of file that a stage asks for or has, with what was handed in. */
export function EvidenceSlots({
  deal,
  stage,
  proofs,
  mayAdd,
  marked,
}: {
  deal: Deal;
  stage: string;
  proofs: Proof[];
  mayAdd: (kind: string) => boolean;
  marked: string | null;
}) {
  const me = useSession();
  const evidence = useEvidence('deal', deal.id);
  return (
    <ul className="slots">
      {proofs.map((proof) => (
        <EvidenceSlot
          key={proof.kind}
          proof={proof}
          pieces={(evidence.data ?? []).filter((piece) => piece.stage === stage && piece.kind === proof.kind)}
          recordKind="deal"
          recordId={deal.id}
          stage={stage}
          mayAdd={mayAdd(proof.kind) && mayWork(me, deal)}
          marked={marked === `evidence-${proof.kind}`}
        />
      ))}
    </ul>
  );
}

/** The files of the other stages; one that a gate relied on and that broke is handed in anew here (SG-03). */
export function FiledEvidence({ deal, marked }: { deal: Deal; marked: string | null }) {
  const { t } = useTranslation();
  const broken = (stage: string, kind: string) =>
    deal.gate?.missing.some(({ code }) => code === `broken.${stage}.${kind}`) ?? false;
  return (
    <section className="card" aria-labelledby="filed">
      <h2 id="filed">{t('evidence.filed')}</h2>
      {deal.filed.map(({ stage, name, evidence: proofs }) => {
        const lost = proofs.filter(({ kind }) => broken(stage, kind)).length;
        return (
          <details key={stage} className="filed" open={lost > 0}>
            <summary>
              {name} <span className="muted small">{proofs.map(({ text }) => text).join('、')}</span>
              {lost > 0 && <span className="tag tag-bad">{t('evidence.brokenCount', { count: lost })}</span>}
            </summary>
            <EvidenceSlots
              deal={deal}
              stage={stage}
              proofs={proofs}
              mayAdd={(kind) => broken(stage, kind)}
              marked={marked}
            />
          </details>
        );
      })}
    </section>
  );
}
