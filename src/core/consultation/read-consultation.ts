import type { FactChanges, Facts, FactValue } from '../model/fact.ts';
import { ADVICE, type Topic } from '../model/topic.ts';
import type { AskedMove, Checkpoint, Consultation, Move, TurnedTo } from './consultation.ts';
import type { StoredCheckpoint, StoredConsultation } from './consultation-json.ts';
import type { StoredAsked, StoredChanges, StoredMove, StoredTurn, StoredValue } from './stored-move.ts';

/** What is read: a consultation that `consultationJson` wrote, or a list of moves that an earlier version of Waymark stored. */
export type ReadableConsultation = StoredConsultation | { readonly moves: readonly EarlierMove[] };

/** A move of an earlier version. Questions were stored with their buttons. */
type EarlierMove = Move | (AskedMove & { readonly choices: readonly unknown[] });

/** What the indexes in moves refer to. */
interface Items {
  readonly values: readonly FactValue[];
  readonly topics: readonly Topic[];
}

/** The consultation from what was stored of it. */
export function readConsultation(stored: ReadableConsultation): Consultation {
  if (!('version' in stored)) return { moves: stored.moves.map(readEarlier) };
  const items: Items = { values: stored.values.map(readValue), topics: stored.topics };
  const moves = stored.after.map((move) => readMove(items, move));
  return stored.since === undefined ? { moves } : { since: readCheckpoint(items, stored.since), moves };
}

function readEarlier(move: EarlierMove): Move {
  if (move.kind !== 'asked') return move;
  const { turn, number, fact, topic, speaker } = move;
  const asked: AskedMove = { kind: 'asked', turn, number, fact, topic };
  return speaker === undefined ? asked : { ...asked, speaker };
}

function readMove(items: Items, move: StoredMove): Move {
  const [turn] = move;
  switch (move[1]) {
    case 'told':
    case 'replaced':
      return { kind: move[1], turn, facts: readChanges(items, move[2]) };
    case 'answered':
      return { kind: 'answered', turn, number: move[2], facts: readChanges(items, move[3]) };
    case 'asked':
      return readAsked(items, move);
    case 'closed':
      return { kind: 'closed', turn };
    case 'main':
    case 'passing':
      return readTurn(items, move);
    case 'pack':
      return { kind: 'chose-pack', turn, pack: move[2] };
    case 'undone':
      return { kind: 'undone', turn, undoes: move[2] };
    case 'over': {
      const start = { kind: 'started-over', turn, questions: move[2] } as const;
      return move[3] === undefined ? start : { ...start, facts: readFacts(items, move[3]) };
    }
  }
}

function readAsked({ topics }: Items, [turn, , number, fact, topic, speaker]: StoredAsked): AskedMove {
  const asked: AskedMove = { kind: 'asked', turn, number, fact, topic: topics[topic ?? -1] ?? ADVICE };
  return speaker === undefined ? asked : { ...asked, speaker };
}

function readTurn(items: Items, [turn, kind, topics, changes]: StoredTurn): TurnedTo {
  return {
    kind: 'turned-to',
    turn,
    topics: topics?.map((index) => items.topics[index] ?? ADVICE) ?? [ADVICE],
    main: kind === 'main',
    with: readChanges(items, changes ?? {}),
  };
}

function readCheckpoint(items: Items, stored: StoredCheckpoint): Checkpoint {
  const { turn, facts, pack, main, last, question } = stored;
  return {
    turn,
    questions: stored.questions ?? 0,
    startedAfter: stored.startedAfter ?? 0,
    lostQuestion: stored.lostQuestion ?? 0,
    lostChanges: stored.lostChanges ?? false,
    facts: readFacts(items, facts ?? {}),
    ...(pack === undefined ? {} : { pack }),
    ...(main === undefined ? {} : { main: readTurn(items, main) }),
    ...(last === undefined ? {} : { last: readTurn(items, last) }),
    ...(question === undefined ? {} : { question: readAsked(items, question) }),
  };
}

function readChanges({ values }: Items, stored: StoredChanges): FactChanges {
  return Object.fromEntries(
    Object.entries(stored).map(([id, index]) => [id, index === null ? null : (values[index] ?? null)]),
  );
}

/** Facts are changes of which none removes one. */
function readFacts(items: Items, stored: StoredChanges): Facts {
  return Object.fromEntries(
    Object.entries(readChanges(items, stored)).flatMap(([id, value]) =>
      value === null ? [] : [[id, value]],
    ),
  );
}

function readValue(value: StoredValue): FactValue {
  if (typeof value === 'string') return { kind: 'is', values: [value] };
  return 'kind' in value ? value : { kind: 'is', values: value };
}
