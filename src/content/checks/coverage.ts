import type { Knowledge, Source } from '../../core/index.ts';

/** Which lines of the vendor's texts a pack accounts for. Blank lines do not count. */
export interface Coverage {
  readonly lines: readonly CoveredLine[];
  readonly cited: number;
  readonly notNormative: number;
  readonly open: number;
  /** Cited and not normative, of all lines, rounded down: 100 only where nothing is open. */
  readonly percent: number;
}

/** One line that is not blank, and what the pack makes of it. */
export type CoveredLine = {
  readonly source: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
} & (
  | { readonly kind: 'cited'; readonly rules: readonly string[] }
  | { readonly kind: 'not-normative'; readonly reason: string }
  | { readonly kind: 'open' }
);

/**
 * What covers each line of the pack's sources. A withdrawn rule still covers its lines, as it is under review.
 *
 * @example const { percent, open } = coverageOf(pack.knowledge);
 */
export function coverageOf(knowledge: Knowledge): Coverage {
  const rules = rulesByLine(knowledge);
  const lines = knowledge.sources.flatMap((source) =>
    coverSource(source, rules.get(source.file) ?? new Map()),
  );
  const count = (kind: CoveredLine['kind']): number => lines.filter((line) => line.kind === kind).length;
  const [cited, notNormative, open] = [count('cited'), count('not-normative'), count('open')];
  const percent = lines.length === 0 ? 100 : Math.floor(((cited + notNormative) / lines.length) * 100);
  return { lines, cited, notNormative, open, percent };
}

/** The ids of the rules that cite each line, by source and line. */
export function rulesByLine(
  knowledge: Knowledge,
): ReadonlyMap<string, ReadonlyMap<number, readonly string[]>> {
  const sources = new Map(knowledge.sources.map((source) => [source.file, new Map<number, string[]>()]));
  for (const rule of knowledge.rules.values()) {
    for (const { source, lines } of rule.citations) {
      const cited = sources.get(source);
      for (let line = lines[0]; cited !== undefined && line <= lines[1]; line++) {
        const ids = cited.get(line) ?? [];
        if (!ids.includes(rule.id)) cited.set(line, [...ids, rule.id]);
      }
    }
  }
  return sources;
}

function coverSource(source: Source, rules: ReadonlyMap<number, readonly string[]>): readonly CoveredLine[] {
  return source.lines.flatMap((text, i): readonly CoveredLine[] => {
    if (text.trim() === '') return [];
    const place = { source: source.file, line: i + 1, text };
    const ids = rules.get(place.line);
    if (ids !== undefined) return [{ ...place, kind: 'cited', rules: ids }];
    const reason = source.notNormative.get(place.line);
    return [reason === undefined ? { ...place, kind: 'open' } : { ...place, kind: 'not-normative', reason }];
  });
}
