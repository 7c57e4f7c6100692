// Puts load on a program, in a process of its own. Each message from the parent is a job; each is answered.
import type { HttpAnswer } from './connection.ts';
import { createTalkers } from './talker.ts';
import type { LoadKind, Saying } from './target.ts';

/** So many conversations at once, for so many milliseconds or until so many turns are done. */
export interface LoadJob {
  readonly kind: LoadKind;
  /** Questions where it is left out. */
  readonly saying?: Saying;
  readonly port: number;
  readonly conversations: number;
  readonly milliseconds: number;
  readonly turns: number;
}

/** What came of it; latencies in milliseconds. */
export interface LoadReport {
  readonly turns: number;
  readonly milliseconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers that were read whole and found good: a share of all. */
  readonly verified: number;
  /** What was wrong with the first that was not good. */
  readonly wrong: string | undefined;
}

/** One answer of so many is parsed. */
const SAMPLE = 50;

async function runJob(job: LoadJob): Promise<LoadReport> {
  const { kind, saying = 'questions', port, conversations, milliseconds, turns } = job;
  const openTalker = createTalkers(kind, port, `${String(process.pid)}-${String(Date.now())}`, saying);
  const talkers = await Promise.all(Array.from({ length: conversations }, (_, place) => openTalker(place)));
  const latencies: number[] = [];
  let [begun, verified] = [0, 0];
  let wrong: string | undefined;
  const begin = performance.now();
  const end = begin + milliseconds;
  await Promise.all(
    talkers.map(async (talker) => {
      while (begun < turns && performance.now() < end) {
        begun += 1;
        await talker.prepare();
        const sent = performance.now();
        const answer = await talker.turn();
        latencies.push(performance.now() - sent);
        if (answer.status !== 200) wrong ??= `${String(answer.status)} ${answer.body}`;
        else if (latencies.length % SAMPLE === 0) {
          if (isGood(kind, answer)) verified += 1;
          else wrong ??= answer.body;
        }
      }
    }),
  );
  const took = performance.now() - begin;
  for (const talker of talkers) talker.close();
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { turns: latencies.length, milliseconds: took, p50: at(0.5), p99: at(0.99), verified, wrong };
}

/** Every program says something to every message. */
function isGood(kind: LoadKind, { body }: HttpAnswer): boolean {
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null) return false;
  const said: unknown = kind === 'question' ? value : 'activities' in value && lastOf(value.activities);
  return typeof said === 'object' && said !== null && 'text' in said && said.text !== '';
}

/** In the web chat the echo of the message comes before the answer. */
function lastOf(list: unknown): unknown {
  return Array.isArray(list) ? list.at(-1) : undefined;
}

process.on('message', (job: LoadJob) => {
  runJob(job).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      process.stderr.write(`the load failed: ${String(error)}\n`);
      process.exit(1);
    },
  );
});
