import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  ALWAYS,
  type Citation,
  type Family,
  type KnowledgeParts,
  parseVersion,
  type Product,
  type Rule,
} from '../src/core/index.ts';

const PRODUCTS_IN_A_FILE = 1000;
const TARGET = 'target-system-1.0';
const SOURCE = 'readme.txt';
const EDITION = 'generated';
const TITLE = 'A generated pack';
const OWNER = { name: 'The benchmark', address: 'benchmark@example.com' };

/**
 * Writes a pack of the given number of products (at least two), each with three rules: every second product has a
 * direct upgrade and the one before it a route by way of it; each has a component that stops working and a requirement.
 * No file has more than 1,000 products, every rule has a line of its own, and every line is cited.
 */
export function writeGeneratedPack(directory: string, products: number): void {
  mkdirSync(directory, { recursive: true });
  const parts = generateParts(products, basename(directory));
  const text = `${(parts.sources[0]?.lines ?? []).join('\n')}\n`;
  writeFileSync(join(directory, SOURCE), text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  writeFileSync(join(directory, 'pack.yaml'), packYaml(parts, sha256));
  writeFileSync(join(directory, 'questions.yaml'), QUESTIONS);
  const productOf = new Map(parts.products.map((product) => [product.id, product]));
  parts.families.forEach((family, i) => {
    const members = family.products.map((id) => productOf.get(id)).filter((product) => product !== undefined);
    const first = i * PRODUCTS_IN_A_FILE * 3;
    const rules = i === 0 ? [] : parts.rules.slice(first - PRODUCTS_IN_A_FILE * 3, first);
    const component =
      i === 0 ? 'components:\n  - { id: panel, name: Control Panel, aliases: [the panel] }\n' : '';
    writeFileSync(
      join(directory, `products-${i}.yaml`),
      `families:\n${familyYaml(family, members)}${component}${rules.length === 0 ? '' : `rules:\n${rules.map(ruleYaml).join('')}`}`,
    );
  });
}

/** The same content in memory. */
export function generateParts(products: number, id = `generated-${products}`): KnowledgeParts {
  const lines: string[] = [];
  const cite = (line: string): readonly [Citation] => {
    lines.push(line);
    return [{ source: SOURCE, edition: EDITION, lines: [lines.length, lines.length], quote: line }];
  };
  const target: Product = { ...named('target-system', 'Target System', '1.0'), aliases: ['the target'] };
  const made = Array.from({ length: products }, (_, n) => {
    const family = Math.floor(n / PRODUCTS_IN_A_FILE);
    return named(`line-${family}`, `Product Line ${family}`, `1.${n % PRODUCTS_IN_A_FILE}`);
  });
  const rules = made.flatMap((product, n): readonly Rule[] => {
    const next = n % 2 === 0 ? made[n + 1] : undefined;
    const base = { when: ALWAYS, basis: 'stated', withdrawn: undefined } as const;
    const on = { from: [product.id], to: [TARGET] } as const;
    const says = `Before you upgrade ${product.name} to Target System 1.0, make a backup of it.`;
    const stops = `The Control Panel of ${product.name} is not supported in Target System 1.0.`;
    const upgrade = {
      ...base,
      id: `${product.id}-upgrade`,
      kind: 'upgrade',
      from: [product.id],
      to: TARGET,
      direct: false,
      goal: undefined,
    } as const;
    const route: Rule =
      next === undefined
        ? {
            ...upgrade,
            status: 'supported',
            via: [],
            citations: cite(`An upgrade of ${product.name} to Target System 1.0 is supported.`),
          }
        : {
            ...upgrade,
            status: 'supported-via',
            via: [{ product: next.id, when: ALWAYS }],
            citations: cite(
              `To upgrade ${product.name} to Target System 1.0, first upgrade to ${next.name}.`,
            ),
          };
    return [
      route,
      {
        ...base,
        id: `${product.id}-panel`,
        kind: 'component',
        components: ['panel'],
        openSet: undefined,
        on,
        status: 'not-supported',
        label: `Control Panel of ${product.name}`,
        says: stops,
        citations: cite(stops),
      },
      {
        ...base,
        id: `${product.id}-backup`,
        kind: 'requirement',
        on,
        phase: 'before',
        says,
        citations: cite(says),
      },
    ];
  });
  const all = [target, ...made];
  return {
    id,
    title: TITLE,
    language: 'en',
    owner: OWNER,
    sources: [{ file: SOURCE, title: TITLE, edition: EDITION, sha256: '', lines, notNormative: new Map() }],
    families: familiesOf(all),
    products: all,
    components: [{ id: 'panel', name: 'Control Panel', aliases: ['the panel'] }],
    facts: [question('installed'), question('target')],
    rules,
  };
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

const WHY = 'They have different answers.';
const PROMPTS = { installed: 'Which product is installed?', target: 'What do you upgrade to?' };
const QUESTIONS = `facts:
  - { id: installed, role: installed, prompt: "${PROMPTS.installed}", why: ${WHY} }
  - { id: target, role: target, prompt: "${PROMPTS.target}", why: ${WHY} }
`;

function packYaml(parts: KnowledgeParts, sha256: string): string {
  return `id: ${parts.id}
title: ${parts.title}
language: ${parts.language}
owner: { name: ${OWNER.name}, address: ${OWNER.address} }
sources:
  - { file: ${SOURCE}, title: ${TITLE}, edition: ${EDITION}, sha256: "${sha256}" }
`;
}

function familyYaml(family: Family, products: readonly Product[]): string {
  const members = products.map((product) => {
    const aliases = product.aliases.length === 0 ? '' : `, aliases: [${product.aliases.join(', ')}]`;
    return `      - { id: ${product.id}, version: "${product.version?.text ?? ''}"${aliases} }\n`;
  });
  return `  - id: ${family.id}\n    name: ${family.name}\n    products:\n${members.join('')}`;
}

function ruleYaml(rule: Rule): string {
  const start = `  - id: ${rule.id}\n    kind: ${rule.kind}\n`;
  const quotes = `    quotes:\n      - ${rule.citations[0].quote}\n`;
  switch (rule.kind) {
    case 'upgrade': {
      const via =
        rule.via.length === 0 ? '' : `    via: [${rule.via.map((stop) => stop.product).join(', ')}]\n`;
      return `${start}    from: ${rule.from[0]}\n    to: ${rule.to}\n    status: ${rule.status}\n${via}${quotes}`;
    }
    case 'component':
      return `${start}    components: [${rule.components.join(', ')}]\n${hopYaml(rule.on)}    status: ${rule.status}\n    label: ${rule.label}\n    says: ${rule.says}\n${quotes}`;
    case 'requirement':
      return `${start}${hopYaml(rule.on)}    phase: ${rule.phase}\n    says: ${rule.says}\n${quotes}`;
    case 'alternative':
    case 'reference':
      throw new Error(`no rule of the kind ${rule.kind} is generated`);
  }
}

function hopYaml(on: {
  readonly from: readonly string[] | undefined;
  readonly to: readonly string[];
}): string {
  return `    on: { from: ${on.from?.[0] ?? ''}, to: ${on.to[0] ?? ''} }\n`;
}
