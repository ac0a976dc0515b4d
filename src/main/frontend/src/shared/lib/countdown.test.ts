import { describe, expect, it } from 'vitest';
import { clockText, partsOf, remaining } from './countdown';

const at = (iso: string) => Date.parse(iso);
const words = { days: (d: number, h: number) => `${d}d ${h}h` };

describe('a countdown', () => {
  const start = '2026-03-02T01:00:00Z';
  const due = '2026-03-02T02:30:00Z';

  it('is calm, then near, then soon, then over, by the share of the window that is left', () => {
    expect(remaining(at('2026-03-02T01:10:00Z'), due, start).urgency).toBe('calm');
    expect(remaining(at('2026-03-02T01:40:00Z'), due, start).urgency).toBe('near');
    expect(remaining(at('2026-03-02T02:00:00Z'), due, start).urgency).toBe('soon');
    expect(remaining(at('2026-03-02T02:30:00Z'), due, start).urgency).toBe('over');
  });

  it('goes by the hours left where the start is not known', () => {
    expect(remaining(at('2026-03-01T20:00:00Z'), due).urgency).toBe('calm');
    expect(remaining(at('2026-03-02T00:00:00Z'), due).urgency).toBe('near');
    expect(remaining(at('2026-03-02T01:45:00Z'), due, null).urgency).toBe('soon');
    expect(remaining(at('2026-03-02T01:45:00Z'), due).share).toBeUndefined();
  });

  it('ignores a start that lies after the deadline', () => {
    expect(remaining(at('2026-03-02T01:45:00Z'), due, '2026-03-02T03:00:00Z').share).toBeUndefined();
  });

  it('shows zero only when it is over', () => {
    expect(clockText(partsOf(1), words)).toBe('00:01');
    expect(clockText(partsOf(0), words)).toBe('00:00');
    expect(partsOf(0).overdue).toBe(true);
  });

  it('counts up after the deadline', () => {
    expect(clockText(partsOf(-61_500), words)).toBe('01:01');
  });

  it('writes hours with minutes and seconds, and days in words', () => {
    expect(clockText(partsOf(3_729_000), words)).toBe('1:02:09');
    expect(clockText(partsOf(100_800_000), words)).toBe('1d 4h');
  });
});
