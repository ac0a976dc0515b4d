// Countdowns follow the server's clock: the clock of a phone may be minutes off.

let offset = 0;
let certainty = Number.POSITIVE_INFINITY;

/**
 * Learns the difference between the clocks from the Date header of an answer. The header names a whole second and the
 * answer took a while, so an observation is only as good as both allow; a worse one never replaces a better one unless
 * they contradict each other.
 */
export function observeServerDate(header: string | null, asked: number, answered: number) {
  const date = header ? Date.parse(header) : Number.NaN;
  if (Number.isNaN(date)) {
    return;
  }
  const uncertainty = (answered - asked) / 2 + 500;
  const observed = date + 500 - (asked + answered) / 2;
  if (uncertainty <= certainty || Math.abs(observed - offset) > uncertainty + certainty) {
    offset = observed;
    certainty = uncertainty;
  }
}

/** The server's now, in milliseconds. Differences below two seconds are noise of the header, not of the clocks. */
export function serverNow(): number {
  return Date.now() + (Math.abs(offset) > 2000 ? offset : 0);
}

export function forgetServerClock() {
  offset = 0;
  certainty = Number.POSITIVE_INFINITY;
}
