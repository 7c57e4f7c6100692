import { performance } from 'node:perf_hooks';
import { StoreError, type TurnEvent, type Turns, type TurnStore } from '../../turn/index.ts';
import type { SendReplies } from '../../bot/index.ts';
import type { Metrics } from './create-metrics.ts';

/** Wraps `turns` so that each turn and each answer is counted. */
export function watchTurns<Said>(turns: Turns<Said>, metrics: Metrics): Turns<Said> {
  return {
    ...turns,
    async run(inbound) {
      const from = performance.now();
      let event: TurnEvent | undefined;
      try {
        const outcome = await turns.run({
          ...inbound,
          decide(before) {
            const step = inbound.decide(before);
            event = step?.event;
            return step;
          },
        });
        metrics.turn(outcome.kind, since(from));
        if (outcome.kind === 'taken' && event !== undefined) metrics.answer('chat', event);
        return outcome;
      } catch (cause) {
        metrics.turn(cause instanceof StoreError ? 'unavailable' : 'failed', since(from));
        throw cause;
      }
    },
  };
}

/** Wraps the store so that its transactions are counted. */
export function watchStore<Said>(store: TurnStore<Said>, metrics: Metrics): TurnStore<Said> {
  return {
    ...store,
    async commitTurns(requests, ...rest) {
      const from = performance.now();
      try {
        const taken = await store.commitTurns(requests, ...rest);
        metrics.commit('committed', requests.length, since(from));
        return taken;
      } catch (cause) {
        metrics.commit('failed', requests.length, since(from));
        throw cause;
      }
    },
  };
}

/** Wraps the sender so that its attempts are counted. */
export function watchDeliveries(send: SendReplies, metrics: Metrics): SendReplies {
  return async (address, said) => {
    const from = performance.now();
    try {
      await send(address, said);
      metrics.delivery('sent', since(from));
    } catch (cause) {
      metrics.delivery('failed', since(from));
      throw cause;
    }
  };
}

function since(from: number): number {
  return (performance.now() - from) / 1_000;
}
