/** What tells that it is over: a response that has been sent, or whose connection has gone. */
interface Closing {
  once(event: 'close', listener: () => void): unknown;
}

/** Counts the responses that are being made or sent for each of something. */
export interface ConcurrencyLimit {
  /** Whether there is room for one more; it counts until its response has gone, or its connection. */
  enter(key: string, response: Closing): boolean;
}

/** Lets so many responses for the same key be under way at once: what is not read yet is kept in memory. */
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
