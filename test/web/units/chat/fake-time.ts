import { mock } from 'node:test';

/** Stops the clock for each test of the `describe` around it: time passes only in `pass`. */
export function stopTime(): void {
  beforeEach(() =>
    mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Date.UTC(2026, 0, 1) }),
  );
  afterEach(() => mock.timers.reset());
}

/** Lets everything happen that waits for no clock. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets so many milliseconds pass, step by step, so that what a timer starts can set the next timer. */
export async function pass(milliseconds: number): Promise<void> {
  const steps = Math.ceil(milliseconds / 250);
  await settle();
  for (let step = 0; step < steps; step += 1) {
    mock.timers.tick(Math.min(250, milliseconds - step * 250));
    await settle();
  }
}
