import type { Citation } from '../src/contract/index.ts';
import {
  ALWAYS,
  parseVersion,
  type Family,
  type KnowledgeParts,
  type Product,
  type Rule,
} from '../src/core/index.ts';

/** How many products share a family (and a file). */
export const PRODUCTS_IN_A_FILE = 1000;

/** The text that the generated rules cite. */
export const SOURCE = 'readme.txt';

const TARGET = 'target-system-1.0';
const EDITION = 'generated';
const TITLE = 'A generated pack';
const OWNER = { name: 'The benchmark', address: 'benchmark@example.com' };
const WHY = 'They have different answers.';
const PROMPTS = { installed: 'Which product is installed?', target: 'What do you upgrade to?' };
/**
 * The parts of a pack of the given number of products (at least two), each with three rules: every second product has a
 * direct upgrade and the one before it a route by way of it; each has a component that stops working and a requirement.
 */
export function generateParts(products: number, id = `generated-${products}`): KnowledgeParts {
  const lines: string[] = [];
  const rules: Rule[] = [];
  const target: Product = { ...named('target-system', 'Target System', '1.0'), aliases: ['the target'] };
  const made = Array.from({ length: products }, (_, n) => {
    const family = Math.floor(n / PRODUCTS_IN_A_FILE);
    return named(`line-${family}`, `Product Line ${family}`, `1.${n % PRODUCTS_IN_A_FILE}`);
  });
  for (const [n, product] of made.entries())
    addRules(product, n % 2 === 0 ? made[n + 1] : undefined, rules, lines);
  return {
    id,
    title: TITLE,
    language: 'en',
    owner: OWNER,
    sources: [{ file: SOURCE, title: TITLE, edition: EDITION, sha256: '', lines, notNormative: new Map() }],
    families: familiesOf([target, ...made]),
    products: [target, ...made],
    components: [{ id: 'panel', name: 'Control Panel', aliases: ['the panel'] }],
    facts: [question('installed'), question('target')],
    rules,
  };
}

/** The three rules of a product, each with a line of its own. With a next product, the upgrade goes by way of it. */
function addRules(product: Product, next: Product | undefined, rules: Rule[], lines: string[]): void {
  const { id, name } = product;
  const from = [id] as const;
  const on = { from, to: [TARGET] } as const;
  const cite = (line: string): readonly [Citation] => {
    lines.push(line);
    return [{ source: SOURCE, edition: EDITION, lines: [lines.length, lines.length], quote: line }];
  };
  const stops = `The Control Panel of ${name} is not supported in Target System 1.0.`;
  const says = `Before you upgrade ${name} to Target System 1.0, make a backup of it.`;
  const upgrade =
    next === undefined
      ? `An upgrade of ${name} to Target System 1.0 is supported.`
      : `To upgrade ${name} to Target System 1.0, first upgrade to ${next.name}.`;
  rules.push(
    {
      id: `${id}-upgrade`,
      kind: 'upgrade',
      when: ALWAYS,
      basis: 'stated',
      withdrawn: undefined,
      from,
      to: TARGET,
      status: next === undefined ? 'supported' : 'supported-via',
      via: next === undefined ? [] : [{ product: next.id, when: ALWAYS }],
      direct: false,
      goal: undefined,
      citations: cite(upgrade),
    },
    {
      id: `${id}-panel`,
      kind: 'component',
      when: ALWAYS,
      basis: 'stated',
      withdrawn: undefined,
      components: ['panel'],
      openSet: undefined,
      on,
      status: 'not-supported',
      label: `Control Panel of ${name}`,
      says: stops,
      citations: cite(stops),
    },
    {
      id: `${id}-backup`,
      kind: 'requirement',
      when: ALWAYS,
      basis: 'stated',
      withdrawn: undefined,
      on,
      phase: 'before',
      aliases: [],
      says,
      citations: cite(says),
    },
  );
}

function named(family: string, familyName: string, version: string): Product {
  return {
    id: `${family}-${version}`,
    family,
    version: parseVersion(version),
    edition: undefined,
    name: `${familyName} ${version}`,
    aliases: [],
    matches: undefined,
  };
}

function familiesOf(products: readonly Product[]): readonly Family[] {
  const members = new Map<string, string[]>();
  for (const { id, family } of products) {
    const ids = members.get(family);
    if (ids === undefined) members.set(family, [id]);
    else ids.push(id);
  }
  return [...members].map(([id, ids]) => {
    const name = id === 'target-system' ? 'Target System' : `Product Line ${id.slice('line-'.length)}`;
    return { id, name, aliases: [], alsoCalled: undefined, products: ids, compose: false };
  });
}

function question(role: 'installed' | 'target'): KnowledgeParts['facts'][number] {
  return {
    id: role,
    role,
    prompt: PROMPTS[role],
    why: WHY,
    whyCitations: [],
    help: undefined,
    priority: 0,
    choices: [],
    versions: new Map(),
  };
}
