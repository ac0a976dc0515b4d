import { useTranslation } from 'react-i18next';
import type { Lead } from '../api';

/** What the customer wrote, in their own words: whoever is about to call reads it first. */
export function Words({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const words = lead.sourceMeta?.message;
  return words ? (
    <section className="card" aria-labelledby="words">
      <h2 id="words">{t('lead.words')}</h2>
      <blockquote className="timeline-remark">{String(words)}</blockquote>
    </section>
  ) : null;
}
