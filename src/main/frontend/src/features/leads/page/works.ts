import type { Lead } from '../api';

/** Whoever only created the lead sees what becomes of it, and reaches nobody (AC-02). */
export const works = (lead: Lead) => lead.mine !== false || lead.canTransfer === true;
