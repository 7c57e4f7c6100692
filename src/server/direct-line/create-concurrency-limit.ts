/** A response: it emits `close` when it was sent or its connection was lost. */
interface Closing {
  once(event: 'close', listener: () => void): unknown;
}

/** Limits how many responses for the same key are in progress. */
export interface ConcurrencyLimit {
  /** Returns false if there are too many already; else counts this one until its response closes. */
  enter(key: string, response: Closing): boolean;
}

/** At most `most` responses for a key at the same time, because a response that is not read yet is kept in memory. */
export function createConcurrencyLimit(most: number): ConcurrencyLimit {
  const underWay = new Map<string, number>();
  return {
    enter(key, response) {
      const count = underWay.get(key) ?? 0;
      if (count >= most) return false;
      underWay.set(key, count + 1);
      response.once('close', () => {
        const left = (underWay.get(key) ?? 1) - 1;
        if (left > 0) underWay.set(key, left);
        else underWay.delete(key);
      });
      return true;
    },
  };
}
