export { LeadRow } from './LeadRow';
export { LeadSearch } from './LeadSearch';
export { useLead, useToday, useWaiting, useWindows, type LeadSummary } from './api';
export { byDeadline, deadlineOf } from './order';
