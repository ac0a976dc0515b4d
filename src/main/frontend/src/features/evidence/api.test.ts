import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '@/shared/api/problem';
import { sendEvidence } from './api';

const fetched = vi.fn();
const MB = 1024 * 1024;
const purpose = { recordKind: 'deal', recordId: 'd1', stage: 'signing', kind: 'contract' };
const big = new File([new Uint8Array(9 * MB)], 'contract.pdf');
const answer = (offset: number, pieceId: string | null = null) =>
  new Response(JSON.stringify({ id: 'u1', offset, size: 9 * MB, maxPart: 8 * MB, pieceId }));
const calls = () =>
  (fetched.mock.calls as [string, RequestInit][]).map(([path, init]) => `${init.method} ${path}`.replace('/api/evidence', ''));
const send = () =>
  sendEvidence(big, purpose, () => undefined, new AbortController().signal, () => Promise.resolve());

describe('a big file', () => {
  beforeEach(() => {
    document.cookie = 'XSRF-TOKEN=one; path=/';
    vi.stubGlobal('fetch', fetched);
  });

  afterEach(() => {
    fetched.mockReset();
    vi.unstubAllGlobals();
  });

  it('goes in parts', async () => {
    fetched
      .mockResolvedValueOnce(answer(0))
      .mockResolvedValueOnce(answer(4 * MB))
      .mockResolvedValueOnce(answer(8 * MB))
      .mockResolvedValueOnce(answer(9 * MB, 'p1'));
    await send();
    expect(calls()).toEqual([
      'POST /uploads',
      'PUT /uploads/u1?offset=0',
      `PUT /uploads/u1?offset=${4 * MB}`,
      `PUT /uploads/u1?offset=${8 * MB}`,
    ]);
    expect((fetched.mock.calls[3][1].body as Blob).size).toBe(MB);
  });

  it('goes on where it was when the line breaks, also when only the answer was lost', async () => {
    fetched
      .mockResolvedValueOnce(answer(0))
      .mockRejectedValueOnce(new TypeError('gone'))
      .mockRejectedValueOnce(new TypeError('still gone'))
      .mockRejectedValueOnce(new TypeError('gone again'))
      .mockResolvedValueOnce(answer(4 * MB))
      .mockResolvedValueOnce(answer(8 * MB))
      .mockResolvedValueOnce(answer(9 * MB, 'p1'));
    await send();
    expect(calls().slice(1)).toEqual([
      'PUT /uploads/u1?offset=0',
      'GET /uploads/u1',
      'PUT /uploads/u1?offset=0',
      'GET /uploads/u1',
      `PUT /uploads/u1?offset=${4 * MB}`,
      `PUT /uploads/u1?offset=${8 * MB}`,
    ]);
  });

  it('that is refused is not sent again, and what has arrived is cleared away', async () => {
    fetched
      .mockResolvedValueOnce(answer(0))
      .mockResolvedValueOnce(new Response(JSON.stringify({ title: 'Not this type' }), { status: 400 }))
      .mockResolvedValueOnce(new Response(null, { status: 204 }));
    await expect(send()).rejects.toBeInstanceOf(Problem);
    expect(calls()).toEqual(['POST /uploads', 'PUT /uploads/u1?offset=0', 'DELETE /uploads/u1']);
  });

  it('is given up in the end', async () => {
    fetched.mockResolvedValueOnce(answer(0)).mockRejectedValue(new TypeError('gone'));
    await expect(send()).rejects.toThrow();
    expect(calls().filter((call) => call.startsWith('PUT'))).toHaveLength(6);
  });
});
