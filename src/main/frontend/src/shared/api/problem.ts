/** What the server says when it says no (RFC 9457). */
export interface ProblemDocument {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  /** What to do about it. */
  remedy?: string;
  /** What a gate misses. */
  missing?: { code: string; text: string }[];
  errors?: { field: string; message: string; remedy?: string }[];
}

export class Problem extends Error {
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
  readonly missing: { code: string; text: string }[];
  readonly errors: { field: string; message: string }[];

  constructor(status: number, document: ProblemDocument) {
    super([document.detail || document.title || `HTTP ${status}`, document.remedy].filter(Boolean).join(' '));
    this.name = 'Problem';
    this.status = status;
    this.type = document.type ?? 'about:blank';
    this.title = document.title ?? '';
    this.detail = document.detail ?? '';
    this.remedy = document.remedy ?? '';
    this.missing = Array.isArray(document.missing) ? document.missing : [];
    this.errors = (Array.isArray(document.errors) ? document.errors : []).map(({ field, message, remedy }) => ({
      field,
      message: [message, remedy].filter(Boolean).join(' '),
    }));
  }
}

/** The server could not be reached at all. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable');
    this.name = 'Unreachable';
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  let document: ProblemDocument = {};
  try {
    const parsed: unknown = await response.json();
    if (parsed && typeof parsed === 'object') {
      document = parsed as ProblemDocument;
    }
  } catch {
    // A proxy's error page is no problem document; the status has to do.
  }
  return new Problem(response.status, document);
}

/** Splits the complaints of a problem into those that a form can show at a field and those that it cannot. */
export function atFields(problem: Problem, known: readonly string[]) {
  const fields = new Map<string, string[]>();
  const others: string[] = [];
  for (const { field, message } of problem.errors) {
    const name = matching(field, known);
    if (name) {
      fields.set(name, [...(fields.get(name) ?? []), message]);
    } else {
      others.push(field ? `${field}: ${message}` : message);
    }
  }
  if (problem.errors.length === 0) {
    others.push(problem.message);
  }
  return { fields, others };
}

/** A server may say `contact.summary` or `/contact/summary` where the form says `summary`, or the other way round. */
function matching(field: string, known: readonly string[]): string | undefined {
  const path = field.replace(/^[/$.]+/, '').replaceAll('/', '.');
  return (
    known.find((name) => name === path) ??
    known.find((name) => path.endsWith(`.${name}`) || name.endsWith(`.${path}`))
  );
}
