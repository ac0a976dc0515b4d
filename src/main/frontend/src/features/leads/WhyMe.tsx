import { useTranslation } from 'react-i18next';
import { useAssignments, type AssignmentRecord } from '@/features/assignments';
import { useFormat } from '@/shared/lib/format';
import { useSession } from '@/shared/session/session';
import type { Lead } from './api';

/** Why this person has the lead, and for somebody who has not: why not (LA-16). */
export function WhyMe({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const me = useSession();
  const { dateTime } = useFormat();
  const records = useAssignments(lead.id);
  const latest = records.data?.reduce<AssignmentRecord | undefined>(
    (best, record) => (!best || time(record) >= time(best) ? record : best),
    undefined,
  );
  if (!latest) {
    return null;
  }
  const owner = lead.owner ?? latest.owner;
  const own = owner?.id === me.id;
  // A manager's hand-over is no decision of the rules: it stands above the record of the last one.
  const handedOver = lead.owner != null && latest.owner != null && lead.owner.id !== latest.owner.id;
  return (
    <section className="card why" aria-labelledby="why">
      <h2 id="why">{own || !owner ? t('why.title') : t('why.titleOther', { name: owner.name })}</h2>
      {handedOver && (
        <>
          <p>
            {t('why.TRANSFER')}
            {lead.assignedAt && <span className="muted small"> · {dateTime(lead.assignedAt)}</span>}
          </p>
          <h3 className="why-before">{t('why.before', { name: latest.owner!.name })}</h3>
        </>
      )}
      <p>
        {t(`why.${latest.kind}`)}
        <span className="muted small"> · {dateTime(latest.at)}</span>
      </p>
      {latest.fallbackReason && (
        <p className="why-fallback">
          {t(`record.fallbackReasons.${latest.fallbackReason}`, { defaultValue: t('common.other') })}
        </p>
      )}
      <Coefficients record={latest} />
      {latest.owner?.id !== me.id && <WhyNotMe record={latest} me={me.id} />}
    </section>
  );
}

function Coefficients({ record }: { record: AssignmentRecord }) {
  const { t } = useTranslation();
  const { number, percent } = useFormat();
  const chosen = record.candidates.find((candidate) => candidate.chosen);
  if (!chosen?.coefficients) {
    return null;
  }
  const { saturation, response, ability } = chosen.coefficients;
  return (
    <>
      <div className="factors" aria-label={t('why.formula')}>
        <Factor label={t('why.saturation')} value={number(saturation)} />
        <i aria-hidden="true">×</i>
        <Factor label={t('why.response')} value={number(response)} />
        <i aria-hidden="true">×</i>
        <Factor label={t('why.ability')} value={number(ability)} />
        <i aria-hidden="true">=</i>
        <Factor label={t('why.weight')} value={number(chosen.weight)} strong />
      </div>
      {chosen.share != null && (
        <p className="muted small">
          {t('why.share')} {percent(chosen.share)}
        </p>
      )}
    </>
  );
}

function Factor({ label, value, strong = false }: { label: string; value: string; strong?: boolean }) {
  return (
    <span className={strong ? 'factor factor-strong' : 'factor'}>
      <b>{value}</b>
      <span>{label}</span>
    </span>
  );
}

function WhyNotMe({ record, me }: { record: AssignmentRecord; me: string }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const excluded = record.exclusions.find((exclusion) => exclusion.person.id === me);
  const mine = record.candidates.find((candidate) => candidate.person.id === me);
  const chosen = record.candidates.find((candidate) => candidate.chosen);
  if (!excluded && !mine) {
    return null;
  }
  return (
    <details className="why-not">
      <summary>{t('why.notMe')}</summary>
      <p>
        {excluded
          ? t(`exclusion.${excluded.reason}`, { defaultValue: t('common.other') })
          : chosen
            ? t('why.notMeWeight', {
                mine: number(mine?.weight),
                name: chosen.person.name,
                theirs: number(chosen.weight),
              })
            : t('why.notMeAbsent')}
      </p>
    </details>
  );
}

/** A decision that is still being carried out has no time yet: it is the newest. */
function time(record: AssignmentRecord): number {
  return record.at ? Date.parse(record.at) : Number.POSITIVE_INFINITY;
}
