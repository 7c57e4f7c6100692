import type { Case, Expectation, Turn } from '../cases/case.ts';
import type { Report } from '../issues/content-issue.ts';
import type { Written } from '../reading/gather-pack.ts';
import { formatPlace, inside, issueAt, type Place } from '../reading/place.ts';
import type { WrittenCase, WrittenExpectation } from '../schemas/cases-schema.ts';
import { declareIds, isKnown, type DeclaredIds } from './declare-ids.ts';
import type { RuleTerms } from './rule-terms.ts';

/** The cases of a pack; what they name must be in the pack. */
export function linkCases(
  entries: readonly Written<WrittenCase>[],
  pack: string,
  terms: RuleTerms,
  ruleIds: DeclaredIds,
  report: Report,
): readonly Case[] {
  declareIds('case', entries, true, report);
  return entries.flatMap(({ item, place }) => {
    if (item === undefined) return [];
    for (const [expect, at] of expectationsOf(item, place)) checkNames(expect, at, terms, ruleIds, report);
    return [toCase(item, place, pack)];
  });
}

/** A case with all its turns. Its places are getters, because finding a line parses the file again. */
export function toCase(written: WrittenCase, place: Place, pack: string | undefined): Case {
  const { id, title, ask, expect, turns } = written;
  const long: readonly Turn[] =
    turns === undefined
      ? [toTurn({ user: ask, expect }, place)]
      : turns.map((turn, i) => toTurn(turn, inside(place, 'turns', i)));
  return {
    id,
    title,
    pack: written.pack ?? pack,
    turns: long,
    get place() {
      return formatPlace(place);
    },
  };
}

type WrittenTurn = Pick<NonNullable<WrittenCase['turns']>[number], 'user' | 'press' | 'expect'>;

function toTurn({ user, press, expect: written }: WrittenTurn, at: Place): Turn {
  const expect = toExpectation(written);
  if (press === undefined) {
    return {
      kind: 'user',
      text: user ?? '',
      expect,
      get place() {
        return formatPlace(at);
      },
    };
  }
  return {
    kind: 'press',
    label: press,
    expect,
    get place() {
      return formatPlace(at);
    },
  };
}

function toExpectation({ facts: written, ...rest }: WrittenExpectation = {}): Expectation {
  if (written === undefined) return rest;
  const facts: Record<string, readonly string[]> = {};
  for (const [id, value] of Object.entries(written)) facts[id] = typeof value === 'string' ? [value] : value;
  return { ...rest, facts };
}

function expectationsOf(
  written: WrittenCase,
  place: Place,
): readonly (readonly [WrittenExpectation, Place])[] {
  const all = (written.turns ?? []).map(
    (turn, i) => [turn.expect, inside(place, 'turns', i, 'expect')] as const,
  );
  return [[written.expect, inside(place, 'expect')] as const, ...all].flatMap(([expect, at]) =>
    expect === undefined ? [] : [[expect, at] as const],
  );
}

function checkNames(
  expect: WrittenExpectation,
  place: Place,
  { catalogue, factIds, sources }: RuleTerms,
  ruleIds: DeclaredIds,
  report: Report,
): void {
  expect.path?.forEach((id, i) => isKnown(catalogue.productIds, id, inside(place, 'path', i), report));
  for (const id of Object.keys(expect.facts ?? {})) isKnown(factIds, id, inside(place, 'facts', id), report);
  for (const id of Object.keys(expect.issues ?? {}))
    isKnown(ruleIds, id, inside(place, 'issues', id), report);
  if (expect.asks !== undefined && expect.asks !== 'nothing') {
    isKnown(factIds, expect.asks, inside(place, 'asks'), report);
  }
  const longest = Math.max(
    ...[...sources.values()].map((indexed) => indexed?.source.lines.length ?? Infinity),
  );
  for (const key of ['cites', 'nearest'] as const) {
    expect[key]?.forEach((line, i) => {
      if (line <= longest) return;
      report(issueAt(inside(place, key, i), `no source has a line ${line}`, `the last line is ${longest}`));
    });
  }
}
