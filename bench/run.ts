import { benchBacklog } from './backlog.ts';
import { benchCheck } from './check.ts';
import { benchCore } from './core.ts';
import { benchLength } from './length.ts';
import { benchScale } from './scale.ts';
import { benchRetention } from './retention.ts';
import { benchTurns } from './turns.ts';
import { benchUnderstanding } from './understanding.ts';
import { benchWidget } from './widget.ts';

/** Every benchmark by its name; each prints what it measured. */
const BENCHES: Readonly<Record<string, (short: boolean) => Promise<void>>> = {
  backlog: benchBacklog,
  check: benchCheck,
  core: benchCore,
  length: benchLength,
  scale: benchScale,
  retention: benchRetention,
  turns: benchTurns,
  understanding: benchUnderstanding,
  widget: benchWidget,
};

const [name = '', ...options] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench === undefined || options.some((option) => option !== '--short')) {
  const names = Object.keys(BENCHES).join(', ');
  process.stderr.write(`npm run bench -- NAME [--short], where NAME is one of: ${names}\n`);
  process.exitCode = 2;
} else {
  await bench(options.includes('--short'));
}
