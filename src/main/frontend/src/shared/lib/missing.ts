/** Where on a deal's page somebody puts right what a gate misses. */
export interface Remedy {
  at: 'condition' | 'evidence' | 'mismatch' | 'action' | 'field' | 'greenChannel' | 'reason' | 'unknown';
  what: string;
}

/** Reads the code of something missing: `condition.budget-confirmed`, `broken.needs-analysis.confirmation`, `reason`. */
export function remedyOf(code: string): Remedy {
  const [kind, ...rest] = code.split('.');
  const what = rest.at(-1) ?? '';
  switch (kind) {
    case 'condition':
    case 'action':
    case 'field':
    case 'mismatch':
    case 'evidence':
      return { at: kind, what };
    case 'broken':
      return { at: 'evidence', what };
    case 'green-channel':
      return { at: 'greenChannel', what: '' };
    case 'reason':
      return { at: 'reason', what: '' };
    default:
      return { at: 'unknown', what };
  }
}

/** The id that the place has on the page. */
export const placeOf = ({ at, what }: Remedy): string | null => {
  switch (at) {
    case 'condition':
    case 'action':
      return `${at}-${what}`;
    case 'evidence':
    case 'mismatch':
      return `evidence-${what}`;
    default:
      return null;
  }
};
