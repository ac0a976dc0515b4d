import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { request, whenSessionExpires } from './client';
import { Problem, Unreachable } from './problem';

type Call = [string, RequestInit & { headers: Record<string, string> }];

const fetched = vi.fn();
const calls = () => fetched.mock.calls as unknown as Call[];
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

describe('a request', () => {
  beforeEach(() => {
    document.cookie = 'XSRF-TOKEN=one; path=/';
    vi.stubGlobal('fetch', fetched);
  });

  afterEach(() => {
    fetched.mockReset();
    vi.unstubAllGlobals();
    whenSessionExpires(() => {});
  });

  it('carries the CSRF token when it changes something, and not when it reads', async () => {
    fetched.mockImplementation(async () => json({}));
    await request('/api/tasks');
    await request('/api/leads', { method: 'POST', body: { name: '张' } });
    expect(calls()[0][1].headers['X-XSRF-TOKEN']).toBeUndefined();
    expect(calls()[1][1].headers['X-XSRF-TOKEN']).toBe('one');
  });

  it('goes once more with the new token when the old one was refused', async () => {
    fetched.mockImplementationOnce(async () => {
      document.cookie = 'XSRF-TOKEN=two; path=/';
      return json({}, 403);
    });
    fetched.mockImplementationOnce(async () => json({ ok: true }));
    await expect(request('/api/leads', { method: 'POST', body: {} })).resolves.toEqual({ ok: true });
    expect(calls()[1][1].headers['X-XSRF-TOKEN']).toBe('two');
  });

  it('does not repeat an act that is simply not allowed', async () => {
    fetched.mockImplementation(async () => json({ title: 'No' }, 403));
    await expect(request('/api/leads', { method: 'POST', body: {} })).rejects.toBeInstanceOf(Problem);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('tells that the session expired, but not for a wrong password', async () => {
    const expired = vi.fn();
    whenSessionExpires(expired);
    fetched.mockImplementation(async () => json({ title: 'Unauthorized' }, 401));
    await expect(request('/api/session', { method: 'POST', body: {}, signingIn: true })).rejects.toThrow();
    expect(expired).not.toHaveBeenCalled();
    await expect(request('/api/tasks')).rejects.toThrow();
    expect(expired).toHaveBeenCalledOnce();
  });

  it('that never arrived is not taken for an answer', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(request('/api/tasks')).rejects.toBeInstanceOf(Unreachable);
  });

  it('accepts an empty answer', async () => {
    fetched.mockImplementation(async () => new Response(null, { status: 204 }));
    await expect(request('/api/session', { method: 'DELETE' })).resolves.toBeUndefined();
  });
});
