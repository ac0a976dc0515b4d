import { useEffect, useRef, useState } from 'react';

/**
 * Does something some seconds later, so that it can be taken back until then. Leaving the page in between does it at once:
 * what somebody decided is not lost because they went on.
 */
export function useDelayed(seconds: number, run: (leaving: boolean) => void) {
  const [left, setLeft] = useState<number | null>(null);
  const waiting = useRef(false);
  const what = useRef(run);
  what.current = run;

  const settle = (doIt: boolean, leaving = false) => {
    const was = waiting.current;
    waiting.current = false;
    if (!leaving) {
      setLeft(null);
    }
    if (was && doIt) {
      what.current(leaving);
    }
  };

  useEffect(() => {
    if (left === null) {
      return;
    }
    const tick = setTimeout(() => (left <= 1 ? settle(true) : setLeft(left - 1)), 1000);
    return () => clearTimeout(tick);
  }, [left]);

  useEffect(() => {
    const leave = () => settle(true, true);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);

  return {
    /** Seconds until it is done; null while nothing waits. */
    left,
    start: () => {
      waiting.current = true;
      setLeft(seconds);
    },
    takeBack: () => settle(false),
    now: () => settle(true),
  };
}
