import { useTranslation } from 'react-i18next';
import { useNames } from '@/shared/api/reference';
import type { LeadStatus } from './api';

export function StatusTag({ status }: { status: LeadStatus }) {
  const { t } = useTranslation();
  return <span className={`tag tag-${status.toLowerCase()}`}>{t(`status.${status}`)}</span>;
}

/** Filled dots and the word: how keen the customer is. */
export function Intent({ code }: { code: string | null | undefined }) {
  const names = useNames();
  if (!code) {
    return null;
  }
  const dots = code === 'high' ? 3 : code === 'medium' ? 2 : 1;
  return (
    <span className={`intent intent-${code}`}>
      <span className="intent-dots" aria-hidden="true">
        {[1, 2, 3].map((n) => (
          <i key={n} className={n <= dots ? 'on' : ''} />
        ))}
      </span>
      {names.intent(code)}
    </span>
  );
}
