import { useSyncExternalStore } from 'react';
import { serverNow } from './serverClock';

// One clock for every countdown on the page: a list of a hundred rows does not start a hundred timers.
const listeners = new Set<() => void>();
let second = Math.floor(serverNow() / 1000);
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  const now = Math.floor(serverNow() / 1000);
  if (now !== second) {
    second = now;
    listeners.forEach((listener) => listener());
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (!timer) {
    tick();
    timer = setInterval(tick, 250);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The server's now in milliseconds, new every second. */
export function useServerNow(): number {
  return useSyncExternalStore(subscribe, () => second) * 1000;
}
