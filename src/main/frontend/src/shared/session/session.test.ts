import { describe, expect, it } from 'vitest';
import { safeNext } from './session';

describe('after signing in', () => {
  it('one is back where one was', () => {
    expect(safeNext('/leads/7?x=1')).toBe('/leads/7?x=1');
  });

  it('nobody is sent to another site', () => {
    expect(safeNext('https://evil.example')).toBe('/');
    expect(safeNext('//evil.example')).toBe('/');
    expect(safeNext('/\\evil.example')).toBe('/');
    expect(safeNext('javascript:alert(1)')).toBe('/');
    expect(safeNext(null)).toBe('/');
  });

  it('one is not sent to sign in again', () => {
    expect(safeNext('/login?next=/')).toBe('/');
  });
});
