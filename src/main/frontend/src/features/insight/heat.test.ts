import { describe, expect, it } from 'vitest';
import { heatOf } from './heat';

describe('the heat of a stage', () => {
  it('is none where nobody stands, and grows with the percentile', () => {
    expect(heatOf({ count: 0, percentile: 100 })).toBe(0);
    expect([0, 24, 25, 50, 75, 89, 90, 100].map((percentile) => heatOf({ count: 1, percentile }))).toEqual([
      1, 1, 2, 3, 4, 4, 5, 5,
    ]);
  });
});
