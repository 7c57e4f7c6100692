import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeGeneratedPack } from '../generate-pack.ts';
import { timing, type Timing } from '../measure.ts';
import { ms, printTable } from '../table.ts';
import type { PackReport } from './measure-pack.ts';

const CHILD = fileURLToPath(new URL('measure-pack.ts', import.meta.url));

/** Times loading and answering on generated packs from files, and answering on one built in memory. */
export async function benchGeneratedPacks(short: boolean): Promise<void> {
  const sizes = short ? [100, 1000] : [100, 1000, 10_000];
  const inMemory = short ? 10_000 : 100_000;
  const directory = mkdtempSync(join(tmpdir(), 'waymark-bench-'));
  try {
    const empty = await median(short, ['nothing']);
    const loaded: PackReport[] = [];
    for (const size of sizes) {
      const folder = join(directory, String(size));
      writeGeneratedPack(join(folder, `generated-${size}`), size);
      loaded.push(await median(short, ['load', folder, String(size)]));
    }
    const built = await runChild(['build', String(inMemory)]);
    printLoading(empty, loaded);
    printAnswering([...loaded, built]);
    printKinds(built);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function printLoading(empty: PackReport, reports: readonly PackReport[]): void {
  printTable(
    `Loading generated packs (three rules a product), each in a process of its own that takes ${empty.peak.toFixed(0)} MB empty`,
    [
      'products',
      'files to knowledge, ms',
      'growth',
      'phrases, ms',
      'growth',
      'peak memory, MB',
      'above empty, MB',
      'growth',
    ],
    reports.map((report, i) => [
      count(report.products),
      ms(report.loading),
      growth(reports[i - 1]?.loading, report.loading),
      ms(report.indexing),
      growth(reports[i - 1]?.indexing, report.indexing),
      report.peak.toFixed(0),
      (report.peak - empty.peak).toFixed(0),
      growth((reports[i - 1]?.peak ?? NaN) - empty.peak, report.peak - empty.peak),
    ]),
  );
}

function printAnswering(reports: readonly PackReport[]): void {
  printTable(
    'Answering on generated packs, all kinds of questions mixed; milliseconds',
    ['products', 'questions', 'median', 'growth', 'p99', 'growth', 'worst'],
    reports.map((report, i) => {
      const before = reports[i - 1]?.answering;
      const { answering } = report;
      return [
        `${count(report.products)}${i === reports.length - 1 ? ' (in memory)' : ''}`,
        count(answering.count),
        ms(answering.median),
        growth(before?.median, answering.median),
        ms(answering.p99),
        growth(before?.p99, answering.p99),
        ms(answering.worst),
      ];
    }),
  );
}

function printKinds({ products, kinds, loading, indexing }: PackReport): void {
  printTable(
    `Answering on ${count(products)} products by kind of question; milliseconds (linking took ${ms(loading)}, phrases ${ms(indexing)})`,
    ['', 'median', 'p99', 'worst'],
    kinds.map(({ kind, timed }) => [kind, ms(timed.median), ms(timed.p99), ms(timed.worst)]),
  );
}

/** The middle one of three runs by loading time: a single load is at the mercy of whatever else the machine does. */
async function median(short: boolean, args: readonly string[]): Promise<PackReport> {
  const first = await runChild(args);
  if (short) return first;
  const reports = [first, await runChild(args), await runChild(args)];
  const middle: Timing = timing(reports.map((report) => report.loading));
  return reports.find((report) => report.loading === middle.median) ?? first;
}

function runChild(args: readonly string[]): Promise<PackReport> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, args, { serialization: 'advanced' });
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`measuring ${args.join(' ')} ended with ${String(code)}`)));
  });
}

function growth(before: number | undefined, after: number): string {
  return before === undefined || Number.isNaN(before) ? '' : `× ${(after / before).toFixed(1)}`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
