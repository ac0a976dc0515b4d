import type { LeadSummary } from './api';

const intentRank: Record<string, number> = { high: 0, medium: 1, low: 2 };

export function deadlineOf(lead: LeadSummary): string | null {
  if (lead.nextDeadlineAt) {
    return lead.nextDeadlineAt;
  }
  switch (lead.status) {
    case 'ASSIGNED':
      return lead.windowDueAt ?? null;
    case 'CONTACTED':
      return lead.nextFollowUpAt || null;
    default:
      // Nobody owes anything yet, or any more.
      return null;
  }
}

/** Nearest deadline first, then the keener customer, then the one who waits longer (LA-23); a pure function of data. */
export function byDeadline(a: LeadSummary, b: LeadSummary): number {
  const due = at(deadlineOf(a)) - at(deadlineOf(b));
  if (due !== 0 && !Number.isNaN(due)) {
    return due;
  }
  const intent = rank(a) - rank(b);
  return intent !== 0 ? intent : Date.parse(a.receivedAt) - Date.parse(b.receivedAt) || a.id.localeCompare(b.id);
}

function at(instant: string | null): number {
  return instant ? Date.parse(instant) : Number.POSITIVE_INFINITY;
}

function rank(lead: LeadSummary): number {
  return intentRank[lead.intent ?? ''] ?? 3;
}

/** Where the running window began, as far as a summary tells. */
export function deadlineStart(lead: LeadSummary): string | null {
  return deadlineOf(lead) === lead.windowDueAt ? (lead.assignedAt ?? lead.receivedAt) : null;
}
