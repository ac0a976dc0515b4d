import { beforeEach, describe, expect, it } from 'vitest';
import { dropDraft, dropDraftsOf, readDraft, saveDraft } from './drafts';

describe('a draft', () => {
  beforeEach(() => localStorage.clear());

  it('comes back as it was typed', () => {
    saveDraft('p1', 'task.t1', { contact: { summary: '想要报价' } });
    expect(readDraft('p1', 'task.t1')).toEqual({ contact: { summary: '想要报价' } });
  });

  it('belongs to one person and one form', () => {
    saveDraft('p1', 'task.t1', { a: 1 });
    expect(readDraft('p2', 'task.t1')).toBeUndefined();
    expect(readDraft('p1', 'task.t2')).toBeUndefined();
  });

  it('is gone after it was sent', () => {
    saveDraft('p1', 'task.t1', { a: 1 });
    dropDraft('p1', 'task.t1');
    expect(readDraft('p1', 'task.t1')).toBeUndefined();
  });

  it('is gone after a week', () => {
    saveDraft('p1', 'task.t1', { a: 1 }, 0);
    expect(readDraft('p1', 'task.t1', 6 * 86_400_000)).toEqual({ a: 1 });
    expect(readDraft('p1', 'task.t1', 8 * 86_400_000)).toBeUndefined();
  });

  it('does not survive a sign-out, and leaves other people alone', () => {
    saveDraft('p1', 'task.t1', { a: 1 });
    saveDraft('p2', 'task.t1', { a: 2 });
    dropDraftsOf('p1');
    expect(readDraft('p1', 'task.t1')).toBeUndefined();
    expect(readDraft('p2', 'task.t1')).toEqual({ a: 2 });
  });

  it('that was damaged is no draft', () => {
    localStorage.setItem('baton.draft.p1.task.t1', '{');
    expect(readDraft('p1', 'task.t1')).toBeUndefined();
  });
});
