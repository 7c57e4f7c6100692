import type * as z from 'zod';
import type { ContentIssue } from '../issues/content-issue.ts';
import { notOneOf, wrongType } from './describe-type.ts';
import { didYouMean, nearest } from '../issues/nearest.ts';
import { isGroup, valueAt } from './value-at.ts';
import { inside, issueAt, type Place } from './place.ts';
import type { Step } from './yaml-file.ts';

type Fault = z.core.$ZodIssue;

/**
 * What zod found, as content issues at the values concerned; `value` is what was checked at `place`. A misspelt key is
 * one issue: that the right one is missing, or that there are too few, only follows from it.
 */
export function describeShapes(
  faults: readonly Fault[],
  value: unknown,
  place: Place,
): readonly ContentIssue[] {
  const misspelt = new Set(
    faults.flatMap((fault) => {
      if (fault.code !== 'unrecognized_keys') return [];
      const known = knownKeys(fault);
      const path = pathOf(fault).join('\n');
      return [path, ...fault.keys.map((key) => [...pathOf(fault), nearest(key, known) ?? key].join('\n'))];
    }),
  );
  const follows = (fault: Fault): boolean =>
    misspelt.has(pathOf(fault).join('\n')) && (fault.code === 'custom' || isMissing(value, pathOf(fault)));
  return faults.filter((fault) => !follows(fault)).flatMap((fault) => describeShape(fault, value, place));
}

function describeShape(fault: Fault, value: unknown, place: Place): readonly ContentIssue[] {
  const path = pathOf(fault);
  const found = valueAt(value, path);
  const at = inside(place, ...path);
  const name = nameOf(at.path);
  switch (fault.code) {
    case 'invalid_type':
      if (isMissing(value, path)) return [missingKey(place, path)];
      return [wrongType(at, name, [fault.expected], found)];
    case 'invalid_union':
      return describeUnion(fault, found, at, value, place, path);
    case 'unrecognized_keys': {
      const known = knownKeys(fault);
      return fault.keys.map((key) =>
        issueAt(
          inside(at, key),
          `unknown key "${key}"`,
          didYouMean(key, known, `the keys here are ${known.join(', ')}`),
          'key',
        ),
      );
    }
    case 'invalid_value': {
      const values = fault.values.map(String);
      if (isMissing(value, path)) return [missingKey(place, path)];
      if (typeof found !== 'string') return [wrongType(at, name, ['string'], found)];
      return [notOneOf(at, name, found, values)];
    }
    case 'too_small': {
      const what =
        fault.origin === 'string' || fault.origin === 'array' ? `${name} is empty` : `${name} is too small`;
      return [issueAt(at, what, emptyFix(fault.origin, fault.minimum))];
    }
    case 'too_big':
      return [issueAt(at, ...tooBig(name, fault.origin, fault.maximum))];
    case 'invalid_format':
    case 'custom':
      // Our own messages: what and fix, parted by a semicolon.
      return [issueAt(at, ...splitMessage(name, fault.message))];
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
      return [issueAt(at, `${name} is not valid (${fault.message})`, 'see knowledge/README.md')];
  }
}

function pathOf(fault: Fault): readonly Step[] {
  return fault.path.filter((step): step is Step => typeof step !== 'symbol');
}

/** The known keys, which `group` writes into the message. */
function knownKeys(fault: Fault): readonly string[] {
  return fault.message.split(' ');
}

function describeUnion(
  fault: Extract<Fault, { code: 'invalid_union' }>,
  found: unknown,
  at: Place,
  value: unknown,
  place: Place,
  path: readonly Step[],
): readonly ContentIssue[] {
  if (isMissing(value, path)) return [missingKey(place, path)];
  const name = nameOf(at.path);
  if ('options' in fault && Array.isArray(fault.options) && typeof found === 'string') {
    return [notOneOf(at, name, found, fault.options.map(String))];
  }
  // The author meant the alternative whose outermost type fits; the issues are about that one.
  const meant = fault.errors.find((faults) => !faults.some(missesType));
  if (meant !== undefined) return describeShapes(meant, found, at);
  return [wrongType(at, name, expectedTypes(fault), found, expectedValues(fault))];
}

/** Whether the fault is that the value as a whole has another type. */
function missesType(fault: Fault): boolean {
  if (fault.path.length > 0) return false;
  if (fault.code === 'invalid_type' || fault.code === 'invalid_value') return true;
  return fault.code === 'invalid_union' && fault.errors.every((faults) => faults.some(missesType));
}

function expectedTypes(fault: Fault): readonly string[] {
  if (fault.code === 'invalid_type') return [fault.expected];
  return fault.code === 'invalid_union'
    ? fault.errors.flatMap((faults) => faults.flatMap(expectedTypes))
    : [];
}

function expectedValues(fault: Fault): readonly string[] {
  if (fault.code === 'invalid_value') return fault.values.map(String);
  return fault.code === 'invalid_union'
    ? fault.errors.flatMap((faults) => faults.flatMap(expectedValues))
    : [];
}

function missingKey(place: Place, path: readonly Step[]): ContentIssue {
  const key = String(path.at(-1) ?? '');
  return issueAt(inside(place, ...path.slice(0, -1)), `the key "${key}" is missing`, `add "${key}: …"`);
}

function isMissing(value: unknown, path: readonly Step[]): boolean {
  const key = path.at(-1);
  const parent = valueAt(value, path.slice(0, -1));
  return typeof key === 'string' && isGroup(parent) && !Object.hasOwn(parent, key);
}

function emptyFix(origin: string, least: number | bigint): string {
  if (origin === 'string') return 'write something, or take the key out';
  return origin === 'array' ? 'add at least one item' : `write at least ${least}`;
}

function tooBig(name: string, origin: string, most: number | bigint): [string, string] {
  if (origin === 'string') return [`${name} is too long`, `write at most ${most} characters`];
  return origin === 'array'
    ? [`${name} has too many items`, `keep at most ${most} of them`]
    : [`${name} is too large`, `write at most ${most}`];
}

function splitMessage(name: string, message: string): [string, string] {
  const [what = message, fix = 'see knowledge/README.md'] = message.split('; ');
  return [what.replace('{name}', name), fix];
}

/** The last key on the way, as issues name a value. */
function nameOf(path: readonly Step[]): string {
  const key = path.findLast((step) => typeof step === 'string');
  if (key === undefined) return 'the file';
  return typeof path.at(-1) === 'number' ? `an item of "${key}"` : `"${key}"`;
}
