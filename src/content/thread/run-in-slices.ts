import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../../core/index.ts';

/** Milliseconds of work after which others get their turn. */
const SLICE = 8;

/** Does work step by step, and lets the event loop go on every few milliseconds. */
export async function runInSlices<T>(steps: Steps<T>, slice = SLICE): Promise<T> {
  let began = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() - began < slice) continue;
    await setImmediate();
    began = performance.now();
  }
}
