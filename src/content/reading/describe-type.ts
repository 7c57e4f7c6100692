import type { ContentIssue } from '../issues/content-issue.ts';
import { didYouMean, nearest } from '../issues/nearest.ts';
import { eitherOf, shorten } from '../issues/shorten.ts';
import { issueAt, type Place } from './place.ts';

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** The issue that a value is of another type than those expected, or of none of the values. */
export function wrongType(
  at: Place,
  name: string,
  expected: readonly string[],
  found: unknown,
  values: readonly string[] = [],
): ContentIssue {
  const wanted = [
    ...values.map((v) => `"${v}"`),
    ...new Set(expected.map((type) => TYPE_NAMES[type] ?? type)),
  ];
  const written = at.file.written(at.path) ?? String(found);
  if (typeof found === 'string' && values.length > 0 && !expected.includes('string')) {
    return issueAt(
      at,
      `${name} cannot be "${shorten(found, 30)}"`,
      didYouMean(found, values, `write ${eitherOf(wanted)}`),
    );
  }
  const what = `${name} must be ${eitherOf(wanted)}, and this is ${typeName(found, written)}`;
  const quotable = (typeof found === 'number' || typeof found === 'boolean') && expected.includes('string');
  if (quotable) return issueAt(at, what, `quote it: "${written}"`);
  const single = expected.includes('array') && found !== null && typeof found !== 'object';
  return issueAt(
    at,
    what,
    single ? 'write it on a line of its own, with "- " before it' : `write ${eitherOf(wanted)}`,
  );
}

function typeName(found: unknown, written: string): string {
  if (found === null || found === undefined) return 'empty';
  if (Array.isArray(found)) return 'a list';
  if (typeof found === 'number') return `the number ${written}`;
  if (typeof found === 'string') return `the text "${shorten(found, 30)}"`;
  return typeof found === 'boolean' ? `the value ${written}` : 'a group of keys';
}

/** The issue that a text is none of those that are allowed. */
export function notOneOf(at: Place, name: string, found: string, values: readonly string[]): ContentIssue {
  const meant = nearest(found, values);
  const fix = meant === undefined ? `write ${eitherOf(values)}` : `did you mean "${meant}"?`;
  return issueAt(at, `${name} cannot be "${shorten(found, 30)}"`, fix);
}
