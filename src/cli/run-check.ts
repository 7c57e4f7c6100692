import {
  boundIssues,
  checkStarters,
  countIssues,
  coverageOf,
  formatIssue,
  loadDialogs,
  loadLibrary,
  runCase,
  type LoadedPack,
} from '../content/index.ts';
import { createAdvisor, type Advisor } from '../core/index.ts';
import type { ContentOptions } from './load-advisor.ts';
import type { CliHost } from './cli-host.ts';

/** `waymark check`: every issue of the content, the coverage of each text, and the owner's cases. Returns the exit code. */
export function runCheck(options: ContentOptions & { readonly lines?: boolean }, host: CliHost): number {
  const print = (line: string) => host.stdout.write(`${line}\n`);
  const { dialogs, issues } = loadDialogs(options.dialogs);
  const library = loadLibrary(options.knowledge, options.pack);
  const advisors = library.packs.map((pack) => ({
    pack,
    advisor:
      dialogs === undefined ? undefined : createAdvisor([pack.knowledge], dialogs, pack.knowledge.language),
  }));
  const lost = advisors.flatMap(({ pack, advisor }) =>
    advisor === undefined ? [] : checkStarters(advisor, pack.starters),
  );
  const problems = boundIssues([...issues, ...library.issues, ...lost], 'content');
  for (const issue of problems) host.stderr.write(`${formatIssue(issue)}\n`);
  let [open, failed] = [0, 0];
  for (const { pack, advisor } of advisors) {
    open += printCoverage(pack, options.lines === true, print);
    failed += printCases(pack, advisor, print);
  }
  const refused =
    library.refused.length === 0
      ? ''
      : `, ${String(library.refused.length)} refused (${library.refused.join(', ')})`;
  const faults = [
    ...(failed === 0 ? [] : [`${String(failed)} case(s) not as expected`]),
    ...(open === 0 ? [] : [`${String(open)} line(s) not covered`]),
  ];
  const summary = [
    `${String(library.packs.length)} pack(s) loaded${refused}`,
    `${String(countIssues(problems))} issue(s)`,
    ...faults,
  ];
  const good = problems.length === 0 && faults.length === 0;
  print(`${summary.join(', ')}${good ? '' : '; see above'}`);
  return good ? 0 : 1;
}

/** Prints how much of a pack's texts is covered, and the lines that are not (or all). Returns how many are not. */
function printCoverage({ knowledge }: LoadedPack, all: boolean, print: (line: string) => void): number {
  const coverage = coverageOf(knowledge);
  print(`${knowledge.id}: ${knowledge.title}`);
  print(
    `  ${String(knowledge.products.size)} products, ${String(knowledge.facts.size)} facts, ${String(knowledge.rules.size)} rules, ` +
      `${String(knowledge.index.withdrawn.length)} withdrawn`,
  );
  print(
    `  coverage ${String(coverage.percent)} %: ${String(coverage.lines.length)} lines that are not blank, ` +
      `${String(coverage.cited)} cited, ${String(coverage.notNormative)} not normative, ${String(coverage.open)} open`,
  );
  for (const line of coverage.lines) {
    if (line.kind === 'open')
      print(
        `  ${line.source}:${String(line.line)}: neither cited nor listed as not normative: ${line.text.trim()}`,
      );
    else if (all)
      print(
        `  ${line.source}:${String(line.line)}: ${line.kind === 'cited' ? line.rules.join(', ') : `(${line.reason})`}`,
      );
  }
  return coverage.open;
}

/** Prints how many cases of a pack are answered as expected, and why the others are not. Returns how many are not. */
function printCases(
  { cases }: LoadedPack,
  advisor: Advisor | undefined,
  print: (line: string) => void,
): number {
  if (advisor === undefined || cases.length === 0) return 0;
  const results = cases.map((each) => ({ each, failures: runCase(advisor, each) }));
  const passed = results.filter(({ failures }) => failures.length === 0).length;
  print(`  cases: ${String(passed)} of ${String(cases.length)} as expected`);
  for (const { each, failures } of results) {
    for (const failure of failures)
      print(`  ${failure.place}: ${each.id}: "${failure.said}": ${failure.problem}`);
  }
  return cases.length - passed;
}
