import { describe, expect, it } from 'vitest';
import { middleOf } from './middle';

describe('the place of a number on a flow', () => {
  it('is the middle of its longest piece', () => {
    expect(middleOf([{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 100 }])).toEqual({ x: 10, y: 50 });
    expect(middleOf([])).toEqual({ x: 0, y: 0 });
  });
});
