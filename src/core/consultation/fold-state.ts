import type { Facts, FactValue, FactChanges } from '../model/fact.ts';
import type { Consultation, Move } from './consultation.ts';

export type AskedMove = Extract<Move, { kind: 'asked' }>;
export type TurnedTo = Extract<Move, { kind: 'turned-to' }>;

/** The state of a consultation: everything that is derived from its moves. */
export interface State {
  /** How many messages the user has sent. */
  readonly turn: number;
  /** The number of the last question that was asked. */
  readonly questions: number;
  readonly pack: string | undefined;
  readonly facts: Facts;
  readonly question: AskedMove | undefined;
  /** The questions asked since the last start over, by number. */
  readonly asked: ReadonlyMap<number, AskedMove>;
  /** What the consultation is about, and what was answered last (perhaps a question in passing). */
  readonly main: TurnedTo | undefined;
  readonly last: TurnedTo | undefined;
  /** The turn of the last message that changed facts; undefined if there is nothing to undo. */
  readonly lastChange: number | undefined;
}

/** The state after all moves. Moves that were undone do not count. */
export function foldState(consultation: Consultation): State {
  const undone = consultation.moves.filter((move) => move.kind === 'undone');
  const facts = new Map<string, FactValue>();
  const asked = new Map<number, AskedMove>();
  let [turn, questions] = [0, 0];
  let pack: string | undefined;
  let question: AskedMove | undefined;
  let main: TurnedTo | undefined;
  let last: TurnedTo | undefined;
  let lastChange: number | undefined;
  for (const move of consultation.moves) {
    turn = Math.max(turn, move.turn);
    if (move.kind === 'asked') questions = Math.max(questions, move.number);
    if (undone.some((undo) => move.turn >= undo.undoes && move.turn < undo.turn)) continue;
    switch (move.kind) {
      case 'told':
      case 'replaced':
      case 'answered':
        tell(facts, move.facts);
        lastChange = move.turn;
        break;
      case 'asked':
        asked.set(move.number, move);
        question = move;
        break;
      case 'closed':
        question = undefined;
        break;
      case 'turned-to':
        last = move;
        if (move.main) main = move;
        break;
      case 'chose-pack':
        pack = move.pack;
        break;
      case 'undone':
        break;
      case 'started-over':
        facts.clear();
        tell(facts, move.facts ?? {});
        asked.clear();
        questions = Math.max(questions, move.questions);
        pack = question = main = last = lastChange = undefined;
        break;
    }
  }
  return { turn, questions, pack, facts: Object.fromEntries(facts), question, asked, main, last, lastChange };
}

/** The facts after changes. */
export function applyFactChanges(facts: Facts, telling: FactChanges): Facts {
  const next = new Map(Object.entries(facts));
  tell(next, telling);
  return Object.fromEntries(next);
}

function tell(facts: Map<string, FactValue>, telling: FactChanges): void {
  for (const [id, value] of Object.entries(telling)) {
    if (value === null) facts.delete(id);
    else facts.set(id, value);
  }
}
