import { beforeEach, describe, expect, it } from 'vitest';
import { forgetServerClock, observeServerDate, serverNow } from './serverClock';

const header = (at: number) => new Date(at).toUTCString();
const offset = () => serverNow() - Date.now();

describe("the server's clock", () => {
  beforeEach(forgetServerClock);

  it('is followed when the device is minutes off', () => {
    const now = Date.now();
    observeServerDate(header(now + 300_000), now, now + 40);
    expect(Math.abs(offset() - 300_000)).toBeLessThan(1600);
  });

  it('is not followed for the rounding of a header', () => {
    const now = Date.now();
    observeServerDate(header(now), now, now + 40);
    expect(offset()).toBeLessThanOrEqual(1);
    expect(offset()).toBeGreaterThanOrEqual(-1);
  });

  it('is not learned from a slow answer when a quick one said the same', () => {
    const now = Date.now();
    observeServerDate(header(now + 300_000), now, now + 40);
    const learned = offset();
    observeServerDate(header(now + 304_000), now, now + 9000);
    expect(Math.abs(offset() - learned)).toBeLessThan(20);
  });

  it('is learned anew after the device was set', () => {
    const now = Date.now();
    observeServerDate(header(now + 300_000), now, now + 40);
    observeServerDate(header(now), now, now + 400);
    expect(Math.abs(offset())).toBeLessThan(1600);
  });

  it('stays as it was without a usable header', () => {
    observeServerDate(null, 0, 0);
    observeServerDate('yesterday', 0, 0);
    expect(Math.abs(offset())).toBeLessThanOrEqual(1);
  });
});
