/** How pressing a deadline is: by the share of the window that is left, or by the hours left where no start is known. */
export type Urgency = 'calm' | 'near' | 'soon' | 'over';

const HOUR = 3_600_000;

export interface Remaining {
  milliseconds: number;
  /** 0 to 1 of the window; undefined where the window's start is not known. */
  share: number | undefined;
  urgency: Urgency;
}

export function remaining(now: number, due: string, start?: string | null): Remaining {
  const dueAt = Date.parse(due);
  const milliseconds = dueAt - now;
  const startAt = start ? Date.parse(start) : Number.NaN;
  const length = dueAt - startAt;
  const share = length > 0 ? Math.min(1, Math.max(0, milliseconds / length)) : undefined;
  return { milliseconds, share, urgency: urgencyOf(milliseconds, share) };
}

function urgencyOf(milliseconds: number, share: number | undefined): Urgency {
  if (milliseconds <= 0) {
    return 'over';
  }
  if (share !== undefined) {
    // The first reminder goes out when a third of the window is left.
    return share <= 1 / 3 ? 'soon' : share <= 2 / 3 ? 'near' : 'calm';
  }
  return milliseconds <= HOUR ? 'soon' : milliseconds <= 4 * HOUR ? 'near' : 'calm';
}

export interface Parts {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
  overdue: boolean;
}

export function partsOf(milliseconds: number): Parts {
  // Up for what is left, so that 0:00 shows only when it is over.
  const total = milliseconds > 0 ? Math.ceil(milliseconds / 1000) : Math.floor(-milliseconds / 1000);
  return {
    days: Math.floor(total / 86_400),
    hours: Math.floor((total % 86_400) / 3600),
    minutes: Math.floor((total % 3600) / 60),
    seconds: total % 60,
    overdue: milliseconds <= 0,
  };
}

const two = (n: number) => String(n).padStart(2, '0');

/** `12:05`, `1:02:09`; from a day on the caller's words for days and hours. */
export function clockText(parts: Parts, words: { days: (d: number, h: number) => string }): string {
  if (parts.days > 0) {
    return words.days(parts.days, parts.hours);
  }
  return parts.hours > 0
    ? `${parts.hours}:${two(parts.minutes)}:${two(parts.seconds)}`
    : `${two(parts.minutes)}:${two(parts.seconds)}`;
}
