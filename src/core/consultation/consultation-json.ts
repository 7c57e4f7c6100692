import { memoize } from '../model/memoize.ts';
import type { Topic } from '../model/topic.ts';
import type { Checkpoint, Consultation } from './consultation.ts';
import { createTable } from './create-table.ts';
import {
  storeAsked,
  storeChanges,
  storeMove,
  storeTurn,
  storeValue,
  type StoredAsked,
  type StoredChanges,
  type StoredMove,
  type StoredTurn,
  type StoredValue,
  type Tables,
} from './stored-move.ts';

/** A consultation as it is stored. The version tells it from the form of earlier versions of Waymark. */
export interface StoredConsultation {
  readonly version: 2;
  readonly since?: StoredCheckpoint;
  /** The moves; named so that version 0.1.0 fails on them instead of misreading them. */
  readonly after: readonly StoredMove[];
  /** Each value of a fact once, and each topic. Moves have their indexes: a long conversation names the same ones again. */
  readonly values: readonly StoredValue[];
  readonly topics: readonly Topic[];
}

/** A checkpoint as it is stored: what is 0, false or empty is left out. */
export interface StoredCheckpoint {
  readonly turn: number;
  readonly questions?: number;
  readonly startedAfter?: number;
  readonly lostQuestion?: number;
  readonly lostChanges?: true;
  readonly facts?: StoredChanges;
  readonly pack?: string;
  readonly main?: StoredTurn;
  readonly last?: StoredTurn;
  readonly question?: StoredAsked;
}

/** The JSON that `readConsultation` reads back. */
export const consultationJson = memoize(({ since, moves }: Consultation): string => {
  const tables: Tables = { values: createTable(), topics: createTable() };
  const stored: Pick<StoredConsultation, 'version' | 'since' | 'after'> = {
    version: 2,
    ...(since === undefined ? {} : { since: storeCheckpoint(tables, since) }),
    after: moves.map((move) => storeMove(tables, move)),
  };
  return JSON.stringify({
    ...stored,
    values: tables.values.items().map(storeValue),
    topics: tables.topics.items(),
  } satisfies StoredConsultation);
});

function storeCheckpoint(tables: Tables, checkpoint: Checkpoint): StoredCheckpoint {
  const { turn, questions, startedAfter, lostQuestion, lostChanges, facts, pack, main, last, question } =
    checkpoint;
  return {
    turn,
    ...(questions === 0 ? {} : { questions }),
    ...(startedAfter === 0 ? {} : { startedAfter }),
    ...(lostQuestion === 0 ? {} : { lostQuestion }),
    ...(lostChanges ? { lostChanges } : {}),
    ...(Object.keys(facts).length === 0 ? {} : { facts: storeChanges(tables, facts) }),
    ...(pack === undefined ? {} : { pack }),
    ...(main === undefined ? {} : { main: storeTurn(tables, main) }),
    ...(last === undefined ? {} : { last: storeTurn(tables, last) }),
    ...(question === undefined ? {} : { question: storeAsked(tables, question) }),
  };
}
