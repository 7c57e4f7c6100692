import { pause } from './instance.ts';

/** The answers of an instance over time. Times are those of `performance.now()`. */
export interface HealthWatch {
  firstSuccess(path: Watched, after: number): number | undefined;
  stop(): Promise<Seen>;
}

/** What was recorded until the watch was stopped. */
export interface Seen {
  failures(path: Watched, from: number, to: number): number;
  firstFailure(path: Watched, after: number): number | undefined;
}

const WATCHED = {
  '/healthz': undefined,
  '/readyz': undefined,
  '/desk': undefined,
  '/api/ask': '{"text":"BackOffice Server 2.5 to Windows Server 2003"}',
} as const;
export type Watched = keyof typeof WATCHED;

const INTERVAL = 250;

/** Asks for health, readiness, the desk page and an answer of the ask API until it is stopped. */
export function watchHealth(url: string): HealthWatch {
  const looks: { path: Watched; at: number; ok: boolean }[] = [];
  let isOver = false;
  const paths: readonly Watched[] = ['/healthz', '/readyz', '/desk', '/api/ask'];
  const watching = Promise.all(paths.map(watch));
  const find = (path: Watched, after: number, ok: boolean) =>
    looks.find((look) => look.path === path && look.at > after && look.ok === ok)?.at;

  return {
    firstSuccess: (path, after) => find(path, after, true),
    async stop() {
      isOver = true;
      await watching;
      return {
        failures: (path, from, to) =>
          looks.filter((look) => look.path === path && look.at > from && look.at < to && !look.ok).length,
        firstFailure: (path, after) => find(path, after, false),
      };
    },
  };

  async function watch(path: Watched): Promise<void> {
    while (!isOver) {
      const body = WATCHED[path];
      const headers = { 'content-type': 'application/json' };
      const init = body === undefined ? {} : { method: 'POST', body, headers };
      const limit = { signal: AbortSignal.timeout(10_000) };
      const answer = await fetch(url + path, { ...init, ...limit }).catch(() => undefined);
      await answer?.body?.cancel();
      looks.push({ path, at: performance.now(), ok: answer !== undefined && answer.status < 500 });
      await pause(INTERVAL);
    }
  }
}
