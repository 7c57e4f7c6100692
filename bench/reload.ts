import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openContent } from '../src/content/index.ts';
import { writeGeneratedPack } from './generate-pack.ts';

// How long reading content again holds the main thread, for good packs and broken ones: npx tsx bench/reload.ts
const root = mkdtempSync(join(tmpdir(), 'waymark-reload-'));
const shipped = await openContent({ knowledge: 'knowledge', dialogs: 'dialogs', language: 'en' });
await measure('the shipped pack', shipped);
writeGeneratedPack(join(root, 'generated'), 10_000);
const large = await openContent({ knowledge: root, dialogs: 'dialogs', language: 'en' });
await measure('10,000 products', large);
for (const megabytes of [0.7, 7.9]) {
  const rule = '  - id: r\n    kind: upgrade\n    from: a\n    to: b\n    quotes: [some words]\n';
  const rules = rule.repeat(Math.floor((megabytes * 1024 * 1024) / rule.length));
  writeFileSync(join(root, 'generated/broken.yaml'), `rules: [\n${rules}`);
  await measure(`${String(megabytes)} MB with a bracket that is not closed`, large);
}
rmSync(root, { recursive: true });

async function measure(name: string, content: typeof shipped): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const busy = watchMainThread();
  const began = performance.now();
  await content.reload();
  const took = performance.now() - began;
  delay.disable();
  const processor = busy();
  console.log(
    `${name}: ${took.toFixed(0)} ms, longest hold ${(delay.max / 1e6).toFixed(0)} ms (of its own processor time ${processor.toFixed(0)} ms), ${String(content.issues().length)} issue lines`,
  );
}

/** The most processor time (milliseconds) of this thread between two ticks: other programs do not count. Linux only. */
function watchMainThread(): () => number {
  const used = () =>
    Number(readFileSync(`/proc/self/task/${String(process.pid)}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  let [before, most] = [used(), 0];
  const timer = setInterval(() => {
    const now = used();
    most = Math.max(most, now - before);
    before = now;
  }, 1);
  return () => {
    clearInterval(timer);
    return most;
  };
}
