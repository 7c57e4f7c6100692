import { Gauge } from 'prom-client';
import type { OutboxDepth, TurnStore } from '../../turn/index.ts';
import type { Metrics } from './create-metrics.ts';

/** How long (milliseconds) the other figures wait for the store. */
const LIMIT = 2_000;

/** Adds gauges of the outbox, read from the store when the figures are read. NaN if the store is not available. */
export function watchOutbox(
  { registry }: Metrics,
  { outboxDepth }: Pick<TurnStore<unknown>, 'outboxDepth'>,
  now: () => number,
): void {
  let reading: Promise<OutboxDepth | undefined> | undefined;
  const read = () => {
    reading ??= within(outboxDepth(), LIMIT).finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const tell = (name: string, help: string, value: (found: OutboxDepth) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const found = await read();
        this.set(found === undefined ? NaN : value(found));
      },
    });
  tell('waymark_outbox_unsent', 'Replies that are committed and not yet sent.', ({ unsent }) => unsent);
  tell('waymark_outbox_oldest_seconds', 'Age of the oldest unsent reply.', ({ oldest }) =>
    oldest === undefined ? 0 : Math.max(0, now() - oldest) / 1_000,
  );
  tell('waymark_outbox_given_up', 'Replies that were given up.', ({ givenUp }) => givenUp);
}

async function within<T>(promise: Promise<T>, limit: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limit);
  });
  try {
    return await Promise.race([promise.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
