import type { Citation } from '../../src/contract/index.ts';
import {
  linkKnowledge,
  nonEmpty,
  parseVersion,
  parseVersionRange,
  type Choice,
  type Condition,
  type Fact,
  type Facts,
  type FactValue,
  type Family,
  type Knowledge,
  type NonEmpty,
  type Product,
  type Rule,
} from '../../src/core/index.ts';
import { capitalise } from './rule-builders.ts';

/** What a test says of a pack. Family `alpha` with version `1` gives the product `alpha-1`, named "Alpha 1". */
export interface PackParts {
  readonly id?: string;
  readonly families: Readonly<Record<string, readonly string[]>>;
  /** Families whose routes may be put together from several rules. */
  readonly compose?: readonly string[];
  /** Versions that count as a product, by product id. */
  readonly matches?: Readonly<Record<string, string>>;
  readonly facts?: readonly Fact[];
  readonly rules: readonly Rule[];
}

/**
 * A linked pack. Each rule stands on a line of its own ("Statement 3."), in the order given, so that rule and line
 * number are the same; a rule without an id is called `rule-3`.
 */
export function pack({
  id = 'pack',
  families,
  compose = [],
  matches = {},
  facts = [],
  rules,
}: PackParts): Knowledge {
  const numbered = rules.map((rule, i): Rule => {
    const citation = statement(i + 1);
    return { ...rule, id: rule.id === '' ? `rule-${String(i + 1)}` : rule.id, citations: [citation] };
  });
  return linkKnowledge({
    id,
    title: `Upgrading ${Object.keys(families).map(capitalise).join(' and ')}`,
    language: 'en',
    owner: { name: 'The owner', address: 'owner@vendor.example' },
    sources: [
      {
        file: 'readme.txt',
        title: 'The readme',
        edition: 'first',
        sha256: '0'.repeat(64),
        lines: numbered.map((_, i) => statement(i + 1).quote),
        notNormative: new Map(),
      },
    ],
    families: Object.entries(families).map(([family, versions]): Family => ({
      id: family,
      name: capitalise(family),
      aliases: [],
      alsoCalled: undefined,
      products: versions.map((version) => `${family}-${version}`),
      compose: compose.includes(family),
    })),
    products: Object.entries(families).flatMap(([family, versions]) =>
      versions.map((version): Product => {
        const product = `${family}-${version}`;
        return {
          id: product,
          family,
          version: parseVersion(version),
          edition: undefined,
          name: `${capitalise(family)} ${version}`,
          aliases: [],
          matches: parseVersionRange(matches[product] ?? ''),
        };
      }),
    ),
    components: [...new Set(numbered.flatMap(componentsIn))].map((component) => ({
      id: component,
      name: capitalise(component),
      aliases: [],
    })),
    facts,
    rules: numbered,
  });
}

/** The citation of the rule on a line of a built pack. */
export function statement(line: number): Citation {
  return { source: 'readme.txt', edition: 'first', lines: [line, line], quote: `Statement ${String(line)}.` };
}

function componentsIn(rule: Rule): readonly string[] {
  return rule.kind === 'component' ? [...rule.components, ...(rule.openSet?.examples ?? [])] : [];
}

type FactParts = Partial<Omit<Fact, 'choices'>> & {
  readonly id: string;
  readonly choices?: readonly string[];
  /** What a choice stands for, where that is not just its id. */
  readonly means?: Readonly<Record<string, NonEmpty<string>>>;
};

/** A fact that can be asked: yes or no, unless the test says otherwise. */
export function fact({ id, choices = ['yes', 'no'], means = {}, ...parts }: FactParts): Fact {
  return {
    id,
    role: 'other',
    prompt: `How is it with the ${id}?`,
    why: `The answer hangs on the ${id}.`,
    whyCitations: [],
    help: undefined,
    priority: 0,
    versions: new Map(),
    ...parts,
    choices: choices.map((value) => choice(id, value, means[value] ?? [value])),
  };
}

function choice(factId: string, id: string, values: NonEmpty<string>): Choice {
  return { id, label: capitalise(id), synonyms: [], values, means: `the ${factId} is ${id}` };
}

/** Facts as a test writes them: one value, several candidates, or what the user cannot tell. */
export function told(facts: Readonly<Record<string, string | readonly string[] | FactValue>>): Facts {
  return Object.fromEntries(Object.entries(facts).map(([id, value]) => [id, factValue(value)]));
}

function factValue(value: string | readonly string[] | FactValue): FactValue {
  if (typeof value === 'string') return { kind: 'is', values: [value] };
  if ('kind' in value) return value;
  const values = nonEmpty(value);
  return values === undefined ? { kind: 'unknown', among: [] } : { kind: 'is', values };
}

export const DONT_KNOW: FactValue = { kind: 'unknown', among: [] };

/** What the fact ids of the tests' conditions read like: `is('setup', 'yes')`. */
export function is(factId: string, value: string): Condition {
  return { kind: 'equals', fact: factId, value };
}

export function within(factId: string, ...values: readonly string[]): Condition {
  return { kind: 'within', fact: factId, values };
}

export function all(...of: readonly Condition[]): Condition {
  return { kind: 'all', of };
}

export function any(...of: readonly Condition[]): Condition {
  return { kind: 'any', of };
}

export function not(of: Condition): Condition {
  return { kind: 'not', of };
}
