import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/format';
import { type Deal, type Transition, useStages } from '../api';

/** Through which stages the deal came, the latest first. */
export function Timeline({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const { dateTime, span } = useFormat();
  const stages = useStages();
  const nameOf = (key: string | null) => stages.find((stage) => stage.key === key)?.name ?? key ?? '';
  return (
    <section className="card" aria-labelledby="history">
      <h2 id="history">{t('common.history')}</h2>
      <ol className="timeline">
        {[...deal.transitions]
          .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
          .map((move, index) => (
            <li key={`${move.at}-${index}`} className={`timeline-${tones[move.kind]}`}>
              <p className="timeline-text">
                {t(`deal.moves.${move.kind}`, { from: nameOf(move.fromStage), to: nameOf(move.toStage) })}
              </p>
              {move.reason && <p className="timeline-remark">{move.reason}</p>}
              <p className="muted small">
                <time dateTime={move.at}>{dateTime(move.at)}</time>
                {move.by && ` · ${move.by.name}`}
                {move.dwellSeconds !== null && ` · ${t('deal.stood', { text: span(move.dwellSeconds) })}`}
              </p>
            </li>
          ))}
        <li className="timeline-plain">
          <p className="timeline-text">{t('deal.moves.CREATED')}</p>
          <p className="muted small">
            <time dateTime={deal.createdAt}>{dateTime(deal.createdAt)}</time>
          </p>
        </li>
      </ol>
    </section>
  );
}

const tones: Record<Transition['kind'], string> = {
  START: 'plain',
  ADVANCE: 'good',
  WON: 'good',
  RETURN: 'warn',
  JUMP: 'bad',
  REPAIR: 'bad',
  LOST: 'bad',
};
