export { LeadRow } from './LeadRow';
export { useLead, useToday, useWaiting, useWindows, type LeadSummary } from './api';
export { byDeadline, deadlineOf } from './order';
