import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import fc from 'fast-check';
import { createSender, type Hit, type Shot } from './send.ts';
import { isLong, SEED } from './size.ts';

/**
 * Sends this many requests, a hundred at once. None may cause an error of the server, a response without the security
 * headers, or a leak of memory. `looksAt` gets every answer.
 */
export async function fire(
  url: string,
  shots: fc.Arbitrary<Shot>,
  count: number,
  looksAt: (hit: Hit) => void = () => undefined,
): Promise<void> {
  const { send, close } = createSender(url);
  const all = fc.sample(shots, { numRuns: count, seed: SEED });
  const statuses = new Map<number, number>();
  const memory: number[] = [];
  for (let from = 0; from < all.length; from += 100) {
    if (from === all.length / 2) memory.push(heap());
    const hits = await Promise.all(all.slice(from, from + 100).map((shot) => send(shot)));
    hits.forEach((hit, i) => check(hit, all[from + i]));
    hits.forEach(looksAt);
    for (const { status } of hits) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  close();
  memory.push(heap());
  const [half = 0, end = 0] = memory;
  if (isLong) {
    const counts = [...statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, n]) => `${String(status)}: ${String(n)}`);
    console.log(
      `      ${counts.join(', ')}; heap ${mb(half)} MB after half of them, ${mb(end)} MB after all`,
    );
    expect(end - half, 'memory that was kept').to.be.below(16 * 2 ** 20);
  }
  expect(Object.prototype).to.not.have.property('polluted');
  expect((await fetch(`${url}/healthz`)).status).to.equal(200);
}

/** 501 is what the Bot Framework expects for an invoke that a bot does not support. */
function check({ status, headers, text }: Hit, shot: Shot | undefined): void {
  const what = `${shot?.method ?? ''} ${shot?.path.slice(0, 200) ?? ''} ${String(shot?.body).slice(0, 2_000)}: ${String(status)} ${text.slice(0, 500)}`;
  if (status >= 500 && !(status === 501 && String(shot?.body).includes('"invoke"'))) throw new Error(what);
  if (headers['x-content-type-options'] !== 'nosniff' || headers['server'] !== undefined)
    throw new Error(what);
  if (headers['content-security-policy']?.includes('frame-ancestors') !== true) throw new Error(what);
  if (status < 400 || status === 501) return;
  if (/\bat .*\.[jt]s:\d|node_modules/u.test(text)) throw new Error(what);
  if (shot?.path.startsWith('/desk') !== true && headers['content-type']?.includes('problem+json') !== true)
    throw new Error(what);
}

setFlagsFromString('--expose-gc');

/** The bytes of heap in use, after a garbage collection. */
export function heap(): number {
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed;
}

/** In megabytes. */
export function mb(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
