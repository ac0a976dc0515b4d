import { useCallback, useEffect, useRef, useState } from 'react';

/** What somebody wants to use at such a place, the likeliest first; what deletes a file is none. */
const remedies = ['.mismatch-open input', '.slot-add button', 'input, button'];

/**
 * Brings a place of the page into sight, with its control under the hands. It does so after the page was drawn without the
 * dialog that asked for it, which gives the focus back to where it was before.
 */
export function useGoTo() {
  const content = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<{ place: string }>();
  useEffect(() => {
    const found = wanted && content.current?.querySelector(`#${CSS.escape(wanted.place)}`);
    if (!found) {
      return;
    }
    const folded = found.closest('details');
    if (folded) {
      folded.open = true;
    }
    found.scrollIntoView({ block: 'center', behavior: 'smooth' });
    const [control] = remedies.flatMap((selector) => found.querySelector<HTMLElement>(selector) ?? []);
    control?.focus({ preventScroll: true });
  }, [wanted]);
  return { content, goTo: useCallback((place: string) => setWanted({ place }), []) };
}
