import { expect } from 'chai';
import type { Arena } from './support/arena.ts';
import { post } from './support/deliver.ts';
import { report } from './support/figures.ts';
import { pause } from './support/instance.ts';

/**
 * Starts an instance before its database can be used. What needs no database must work at once, and turns as soon as
 * the database is there.
 */
export async function waitsForDatabase(
  arena: Arena,
  { what, ready }: { readonly what: string; readonly ready: () => Promise<void> },
): Promise<void> {
  const instance = arena.start(0);
  if (!(await instance.healthy())) throw new Error(`it did not start: ${instance.output()}`);
  const status = async (path: string) => {
    const response = await fetch(instance.url + path);
    await response.body?.cancel();
    return response.status;
  };
  const message = {
    conversation: 'late',
    id: 'm0',
    text: 'BackOffice Server 4.0 to Windows Server 2003',
    mode: 'response',
    serviceUrl: arena.channel.url,
  } as const;
  const turn = async () => {
    const answer = await post(instance.url, message);
    return answer.kind === 'answered' ? answer.status : 0;
  };
  const before = { readyz: await status('/readyz'), ask: await status('/readyz/ask'), turn: await turn() };
  await ready();
  const begun = performance.now();
  while (((await turn()) !== 200 || (await status('/readyz')) !== 200) && performance.now() < begun + 60_000)
    await pause(100);
  const after = { readyz: await status('/readyz'), ask: await status('/readyz/ask'), turn: await turn() };
  const time = performance.now() - begun;
  report(`started before its database: ${what}`, { 'ms until chat': time });
  expect({ before, after }).to.deep.equal({
    before: { readyz: 503, ask: 200, turn: 503 },
    after: { readyz: 200, ask: 200, turn: 200 },
  });
  expect(time).to.be.lessThan(10_000);
}
