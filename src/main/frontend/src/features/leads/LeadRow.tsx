import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNames } from '@/shared/api/reference';
import { Countdown } from '@/shared/ui/Countdown';
import type { LeadSummary } from './api';
import { deadlineStart } from './order';
import { Reach } from './Reach';
import { Intent, StatusTag } from './StatusTag';

/** One lead in a list: who, where it stands, and what is left of its deadline. */
export function LeadRow({
  lead,
  due,
  dueText,
  reach = false,
  children,
}: {
  lead: LeadSummary;
  due: string | null;
  /** Says what is due; without it a lead that owes nothing shows nothing. */
  dueText?: string;
  /** Offers the telephone and WeChat. */
  reach?: boolean;
  /** More facts. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <li className={reach ? 'row' : 'row row-plain'}>
      <Link to={`/leads/${lead.id}`} className="row-main">
        <span className="row-name">
          <strong>{lead.name}</strong>
          {lead.company && <span className="muted ellipsis">{lead.company}</span>}
        </span>
        <span className="row-facts">
          <StatusTag status={lead.status} />
          <span>{names.source(lead.source)}</span>
          <Intent code={lead.intent} />
          {children}
        </span>
      </Link>
      <span className="row-due">
        {due && <Countdown due={due} start={deadlineStart(lead)} />}
        {dueText && <span className="muted small">{due ? dueText : t('deadline.none')}</span>}
      </span>
      {reach && <Reach leadId={lead.id} name={lead.name} phone={lead.phone} />}
    </li>
  );
}
