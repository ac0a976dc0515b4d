import { describe, expect, it } from 'vitest';
import type { LeadSummary } from './api';
import { byDeadline, deadlineStart } from './order';

const lead = (id: string, more: Partial<LeadSummary>): LeadSummary => ({
  id,
  name: id,
  status: 'ASSIGNED',
  source: 'site-form',
  intent: '',
  phone: '13800138000',
  nextFollowUpAt: '',
  needsCollaboration: false,
  receivedAt: '2026-03-02T01:00:00Z',
  ...more,
});

const order = (...leads: LeadSummary[]) => [...leads].sort(byDeadline).map((item) => item.id);

describe('the list of today', () => {
  it('begins with the nearest deadline, whatever the intent', () => {
    expect(
      order(
        lead('late', { nextDeadlineAt: '2026-03-02T05:00:00Z', intent: 'high' }),
        lead('first', { nextDeadlineAt: '2026-03-02T02:00:00Z', intent: 'low' }),
        lead('overdue', { nextDeadlineAt: '2026-03-01T02:00:00Z' }),
      ),
    ).toEqual(['overdue', 'first', 'late']);
  });

  it('puts the keener customer first at the same deadline, then the one who waits longer', () => {
    const nextDeadlineAt = '2026-03-02T02:00:00Z';
    expect(
      order(
        lead('none', { nextDeadlineAt }),
        lead('young', { nextDeadlineAt, intent: 'high', receivedAt: '2026-03-02T01:30:00Z' }),
        lead('old', { nextDeadlineAt, intent: 'high' }),
        lead('medium', { nextDeadlineAt, intent: 'medium' }),
      ),
    ).toEqual(['old', 'young', 'medium', 'none']);
  });

  it('ends with those who have no deadline', () => {
    expect(order(lead('open', {}), lead('due', { windowDueAt: '2026-03-09T02:00:00Z' }))).toEqual(['due', 'open']);
  });

  it('knows when a response window began, and not when a follow-up did', () => {
    const windowDueAt = '2026-03-02T02:30:00Z';
    expect(deadlineStart(lead('a', { windowDueAt, nextDeadlineAt: windowDueAt, assignedAt: '2026-03-02T01:01:00Z' }))).toBe(
      '2026-03-02T01:01:00Z',
    );
    expect(deadlineStart(lead('b', { windowDueAt, nextDeadlineAt: '2026-03-04T02:30:00Z' }))).toBeNull();
  });
});
