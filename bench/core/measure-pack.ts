import { loadDialogs, loadLibrary } from '../../src/content/index.ts';
import { ask, createAdvisor, linkKnowledge, nonEmpty, type Knowledge } from '../../src/core/index.ts';
import { generateParts } from '../generate-parts.ts';
import { timeOf, timing, type Timing } from '../measure.ts';
import { generatedKinds } from './generated-questions.ts';
import { distinctQuestions } from './questions.ts';

/** What a process of its own found out about one generated pack; times in milliseconds, memory in megabytes. */
export interface PackReport {
  readonly products: number;
  /** From files to linked knowledge, or from parts in memory. */
  readonly loading: number;
  /** Gathering the phrases by which messages are read. */
  readonly indexing: number;
  /** The most memory that the process held until the pack was ready. */
  readonly peak: number;
  readonly answering: Timing;
  readonly kinds: readonly { readonly kind: string; readonly timed: Timing }[];
}

const QUESTIONS = 4000;
const WARM_UP = 1000;

/** `nothing`; `load` a folder with a pack of so many products; or `build` one of so many in memory. */
function measurePack([what, ...args]: readonly string[]): PackReport {
  const { dialogs } = loadDialogs('dialogs');
  if (dialogs === undefined) throw new Error('the shipped dialogs do not load; run npm run check');
  const products = Number(args.at(-1) ?? 0);
  const none = timing([]);
  if (what === 'nothing')
    return { products, loading: 0, indexing: 0, peak: peakMemory(), answering: none, kinds: [] };

  const parts = what === 'build' ? generateParts(products) : undefined;
  let knowledge: Knowledge | undefined;
  const loading = timeOf(() => {
    knowledge = parts === undefined ? loadOnly(args[0] ?? '') : linkKnowledge(parts);
  });
  const packs = nonEmpty(knowledge === undefined ? [] : [knowledge]);
  if (packs === undefined) throw new Error('the generated pack does not load');
  let advisor: ReturnType<typeof createAdvisor>;
  const indexing = timeOf(() => {
    advisor = createAdvisor(packs, dialogs, 'en');
  });
  const peak = peakMemory();

  const questions = distinctQuestions(generatedKinds(products), QUESTIONS + WARM_UP);
  const times = questions.map(({ kind, text, facts }) => ({
    kind,
    time: timeOf(() => advisor && ask(advisor, { turns: [text], facts })),
  }));
  const counted = times.slice(WARM_UP);
  const kinds = [...new Set(counted.map(({ kind }) => kind))];
  return {
    products,
    loading,
    indexing,
    peak,
    answering: timing(counted.map(({ time }) => time)),
    kinds: kinds.map((kind) => ({
      kind,
      timed: timing(counted.filter((one) => one.kind === kind).map(({ time }) => time)),
    })),
  };
}

function loadOnly(directory: string): Knowledge | undefined {
  return loadLibrary(directory).packs[0]?.knowledge;
}

function peakMemory(): number {
  return process.resourceUsage().maxRSS / 1024;
}

process.send?.(measurePack(process.argv.slice(2)));
