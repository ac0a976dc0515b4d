import { afterEach, expect, it, vi } from 'vitest';
import { newKey } from './newKey';

afterEach(() => vi.unstubAllGlobals());

it('a key is drawn where the browser has no randomUUID, as over plain HTTP', () => {
  const { crypto } = globalThis;
  vi.stubGlobal('crypto', {
    getRandomValues: <T extends ArrayBufferView>(into: T) => crypto.getRandomValues(into as never),
  });

  const keys = Array.from({ length: 200 }, newKey);

  expect(new Set(keys).size).toBe(200);
  for (const key of keys) {
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
