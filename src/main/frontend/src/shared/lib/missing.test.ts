import { describe, expect, it } from 'vitest';
import { placeOf, remedyOf } from './missing';

describe('what a gate misses', () => {
  it('leads to the place where it is put right', () => {
    expect(placeOf(remedyOf('condition.budget-confirmed'))).toBe('condition-budget-confirmed');
    expect(placeOf(remedyOf('evidence.quote'))).toBe('evidence-quote');
    expect(placeOf(remedyOf('mismatch.quote'))).toBe('evidence-quote');
    expect(placeOf(remedyOf('action.book-demo'))).toBe('action-book-demo');
  });

  it('leads to the kind of file, whichever stage it broke in', () => {
    expect(remedyOf('broken.quote')).toEqual({ at: 'evidence', what: 'quote' });
    expect(remedyOf('broken.needs-analysis.requirements-confirmation')).toEqual({
      at: 'evidence',
      what: 'requirements-confirmation',
    });
  });

  it('opens a dialog where there is no place', () => {
    expect(remedyOf('green-channel').at).toBe('greenChannel');
    expect(remedyOf('field.contractType')).toEqual({ at: 'field', what: 'contractType' });
    expect(placeOf(remedyOf('field.contractType'))).toBeNull();
  });

  it('is told as it is when nobody knows where', () => {
    expect(remedyOf('approval')).toEqual({ at: 'unknown', what: '' });
  });
});
