import { nonEmpty } from '../model/non-empty.ts';
import type { Facts, FactValue } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { OTHER, UNKNOWN } from '../../contract/index.ts';

export type ParsedFacts =
  | { readonly kind: 'facts'; readonly facts: Facts }
  /** Each problem names the fact and the values that it may have. */
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** Parses the facts of a request: ids of products, families or choices, `unknown` or `other`. Anything else is refused. */
export function parseFacts(knowledge: Knowledge, sent: Readonly<Record<string, unknown>>): ParsedFacts {
  const problems: string[] = [];
  const facts: Record<string, FactValue> = {};
  for (const [id, value] of Object.entries(sent)) {
    const texts = textsIn(value);
    const read = texts === undefined ? undefined : parseFact(knowledge, id, texts);
    if (read === undefined) problems.push(describe(knowledge, id, value));
    else facts[id] = read;
  }
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'facts', facts };
}

/** The values: a list, or one text with commas between them, as buttons send it. Undefined for anything else. */
function textsIn(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return value.split(',').map((text) => text.trim());
  return Array.isArray(value) ? value.map((text) => String(text).trim()) : undefined;
}

function parseFact(knowledge: Knowledge, id: string, sent: readonly string[]): FactValue | undefined {
  const texts = [...new Set(sent)];
  const [only, second] = texts;
  const product = id === 'installed' || id === 'target';
  if (!product && !knowledge.facts.has(id)) return undefined;
  if (second === undefined && only === UNKNOWN) return { kind: 'unknown', among: [] };
  if (second === undefined && only === OTHER) return { kind: 'outside', said: '', family: undefined };
  const read = texts.map((text) => valuesOf(knowledge, id, text));
  const values = nonEmpty([...new Set(read.flat())]);
  return values === undefined || read.some(({ length }) => length === 0) ? undefined : { kind: 'is', values };
}

function valuesOf(knowledge: Knowledge, id: string, text: string): readonly string[] {
  if (id === 'installed' || id === 'target') {
    if (knowledge.products.has(text)) return [text];
    return knowledge.families.get(text)?.products ?? [];
  }
  const choices = knowledge.facts.get(id)?.choices ?? [];
  const chosen = choices.find((choice) => choice.id === text);
  if (chosen !== undefined) return chosen.values;
  return choices.some((choice) => choice.values.includes(text)) ? [text] : [];
}

function describe(knowledge: Knowledge, id: string, value: unknown): string {
  const fact = knowledge.facts.get(id);
  if (id !== 'installed' && id !== 'target' && fact === undefined) {
    return `"${id}" is not a fact of ${knowledge.id}; its facts are ${[...knowledge.facts.keys()].join(', ')}`;
  }
  const allowed =
    fact !== undefined && fact.choices.length > 0
      ? fact.choices.map((choice) => choice.id)
      : [...knowledge.products.keys()].slice(0, 20);
  return `${JSON.stringify(value)} is not a value of "${id}"; it takes ${[...allowed, UNKNOWN, OTHER].join(', ')}`;
}
