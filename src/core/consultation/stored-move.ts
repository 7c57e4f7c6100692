import type { FactChanges, FactValue } from '../model/fact.ts';
import type { NonEmpty } from '../model/non-empty.ts';
import { ADVICE, type Topic } from '../model/topic.ts';
import type { AskedMove, Move, TurnedTo } from './consultation.ts';
import type { Table } from './create-table.ts';

/**
 * A move in few bytes: its turn, its kind, and its fields in order. Fields that have their usual value are left out at the
 * end, and null elsewhere; the usual topic is the advice. Topics are indexes.
 */
export type StoredMove =
  | readonly [turn: number, kind: 'told' | 'replaced', facts: StoredChanges]
  | readonly [turn: number, kind: 'answered', number: number, facts: StoredChanges]
  | StoredAsked
  | readonly [turn: number, kind: 'closed']
  | StoredTurn
  | readonly [turn: number, kind: 'pack', pack: string]
  | readonly [turn: number, kind: 'undone', undoes: number]
  | readonly [turn: number, kind: 'over', questions: number, facts?: StoredChanges];

export type StoredAsked = readonly [
  turn: number,
  kind: 'asked',
  number: number,
  fact: string,
  topic?: number | null,
  speaker?: string,
];

/** A `turned-to`: to the main topics, or in passing. */
export type StoredTurn = readonly [
  turn: number,
  kind: 'main' | 'passing',
  topics?: readonly number[] | null,
  changes?: StoredChanges,
];

/** Changes of facts by id. A number is the index of a value. */
export type StoredChanges = Readonly<Record<string, number | null>>;

/** A value of a fact: a text stands for one value that is known, a list for several. */
export type StoredValue = string | NonEmpty<string> | Exclude<FactValue, { kind: 'is' }>;

/** What moves refer to by an index. */
export interface Tables {
  readonly values: Table<FactValue>;
  readonly topics: Table<Topic>;
}

/** The move as it is stored. */
export function storeMove(tables: Tables, move: Move): StoredMove {
  switch (move.kind) {
    case 'told':
    case 'replaced':
      return [move.turn, move.kind, storeChanges(tables, move.facts)];
    case 'answered':
      return [move.turn, move.kind, move.number, storeChanges(tables, move.facts)];
    case 'asked':
      return storeAsked(tables, move);
    case 'closed':
      return [move.turn, move.kind];
    case 'turned-to':
      return storeTurn(tables, move);
    case 'chose-pack':
      return [move.turn, 'pack', move.pack];
    case 'undone':
      return [move.turn, move.kind, move.undoes];
    case 'started-over': {
      const start = [move.turn, 'over', move.questions] as const;
      return move.facts === undefined ? start : [...start, storeChanges(tables, move.facts)];
    }
  }
}

export function storeAsked(
  { topics }: Tables,
  { turn, number, fact, topic, speaker }: AskedMove,
): StoredAsked {
  const asked = [turn, 'asked', number, fact] as const;
  const about = topic.kind === ADVICE.kind ? null : topics.indexOf(topic);
  if (speaker !== undefined) return [...asked, about, speaker];
  return about === null ? asked : [...asked, about];
}

export function storeTurn(tables: Tables, { turn, topics, main, with: changes }: TurnedTo): StoredTurn {
  const turned = [turn, main ? 'main' : 'passing'] as const;
  const [topic, second] = topics;
  const isUsual = topic?.kind === ADVICE.kind && second === undefined;
  const about = isUsual ? null : topics.map((each) => tables.topics.indexOf(each));
  if (Object.keys(changes).length > 0) return [...turned, about, storeChanges(tables, changes)];
  return about === null ? turned : [...turned, about];
}

export function storeChanges({ values }: Tables, changes: FactChanges): StoredChanges {
  return Object.fromEntries(
    Object.entries(changes).map(([id, value]) => [id, value === null ? null : values.indexOf(value)]),
  );
}

export function storeValue(value: FactValue): StoredValue {
  if (value.kind !== 'is') return value;
  const [first, ...others] = value.values;
  return others.length === 0 ? first : value.values;
}
