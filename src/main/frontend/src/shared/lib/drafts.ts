// What somebody typed into a form and did not send. It outlives a reload and an expired session, belongs to one person,
// and is gone after a sign-out or a week.

const PREFIX = 'baton.draft.';
const WEEK = 7 * 86_400_000;

interface Draft<T> {
  at: number;
  data: T;
}

const keyOf = (person: string, form: string) => `${PREFIX}${person}.${form}`;

export function saveDraft<T>(person: string, form: string, data: T, now = Date.now()) {
  try {
    localStorage.setItem(keyOf(person, form), JSON.stringify({ at: now, data } satisfies Draft<T>));
  } catch {
    // A full or forbidden store costs the draft, not the form.
  }
}

export function readDraft<T>(person: string, form: string, now = Date.now()): T | undefined {
  try {
    const stored = localStorage.getItem(keyOf(person, form));
    if (!stored) {
      return undefined;
    }
    const draft = JSON.parse(stored) as Draft<T>;
    if (now - draft.at > WEEK) {
      dropDraft(person, form);
      return undefined;
    }
    return draft.data;
  } catch {
    return undefined;
  }
}

export function dropDraft(person: string, form: string) {
  try {
    localStorage.removeItem(keyOf(person, form));
  } catch {
    // nothing to drop then
  }
}

/** On a shared machine the next person must not find what the last one typed. */
export function dropDraftsOf(person: string) {
  try {
    Object.keys(localStorage)
      .filter((key) => key.startsWith(`${PREFIX}${person}.`))
      .forEach((key) => localStorage.removeItem(key));
  } catch {
    // nothing to drop then
  }
}
