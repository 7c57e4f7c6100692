import {mkdtempSync, rmSync} from 'node:fs'; import {tmpdir} from 'node:os'; import {join} from 'node:path';
import {loadLibrary, formatIssue, coverageOf} from './src/content/index.ts';
import {writeGeneratedPack, generateParts} from './bench/generate-pack.ts';
import {linkKnowledge} from './src/core/model/link-knowledge.ts';
const dir = mkdtempSync(join(tmpdir(), 'bench-'));
for (const n of process.argv.slice(2).map(Number)) {
  writeGeneratedPack(join(dir, `generated-${n}`), n);
  const t = performance.now();
  const l = loadLibrary(dir, `generated-${n}`);
  const ms = performance.now() - t;
  for (const i of l.issues.slice(0, 3)) console.log(formatIssue(i));
  const k = l.packs[0]?.knowledge;
  console.log(n, 'load', ms.toFixed(0), 'ms', 'rss', (process.memoryUsage().rss/1e6).toFixed(0), 'rules', k?.rules.size, k && coverageOf(k).percent);
}
const t = performance.now(); linkKnowledge(generateParts(100000)); console.log('generateParts 100k', (performance.now()-t).toFixed(0));
rmSync(dir, {recursive: true});
