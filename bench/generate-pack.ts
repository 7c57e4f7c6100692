import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Family, KnowledgeParts, Product, Rule } from '../src/core/index.ts';
import { generateParts, PRODUCTS_IN_A_FILE, SOURCE } from './generate-parts.ts';

export { generateParts };

/**
 * Writes the generated pack of that many products to a folder. No file has more than 1,000 products, every rule has a
 * line of its own, and every line is cited.
 */
export function writeGeneratedPack(directory: string, products: number): void {
  mkdirSync(directory, { recursive: true });
  const parts = generateParts(products, basename(directory));
  const text = `${(parts.sources[0]?.lines ?? []).join('\n')}\n`;
  writeFileSync(join(directory, SOURCE), text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  writeFileSync(join(directory, 'pack.yaml'), packYaml(parts, sha256));
  writeFileSync(join(directory, 'questions.yaml'), `facts:\n${parts.facts.map(factYaml).join('')}`);
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

function packYaml(parts: KnowledgeParts, sha256: string): string {
  const [source] = parts.sources;
  return `id: ${parts.id}
title: ${parts.title}
language: ${parts.language}
owner: { name: ${parts.owner.name}, address: ${parts.owner.address} }
sources:
  - { file: ${SOURCE}, title: ${source?.title ?? ''}, edition: ${source?.edition ?? ''}, sha256: "${sha256}" }
`;
}

function factYaml({ id, role, prompt, why }: KnowledgeParts['facts'][number]): string {
  return `  - { id: ${id}, role: ${role}, prompt: "${prompt}", why: ${why} }\n`;
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
