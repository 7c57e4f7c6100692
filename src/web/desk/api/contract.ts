import type { Answer, PackNames, SourceText } from '../../../contract/index.ts';

/** Whether a body is an answer of the ask API. Checks only what the page lays out, without a schema library. */
export function isAnswer(body: unknown): body is Answer {
  return (
    hasTexts(body, ['kind', 'verdict', 'text']) &&
    hasLists(body, ['path', 'hops', 'alternatives', 'references', 'nearest', 'citations', 'parts']) &&
    isRecord(body['facts']) &&
    (body['question'] === null || (isRecord(body['question']) && hasLists(body['question'], ['choices'])))
  );
}

export function isPacks(body: unknown): body is readonly PackNames[] {
  return (
    Array.isArray(body) &&
    body.every(
      (pack: unknown) =>
        hasTexts(pack, ['id', 'title']) && hasLists(pack, ['families', 'products', 'facts', 'sources']),
    )
  );
}

export function isSourceText(body: unknown): body is SourceText {
  return hasTexts(body, ['file', 'title', 'edition']) && hasLists(body, ['lines']);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasTexts(value: unknown, keys: readonly string[]): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && keys.every((key) => typeof value[key] === 'string');
}

function hasLists(value: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean {
  return keys.every((key) => Array.isArray(value[key]));
}
