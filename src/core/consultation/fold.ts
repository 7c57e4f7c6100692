import type { Facts, FactValue } from '../model/fact.ts';
import type { Consultation, Move, Telling, Topic } from './consultation.ts';

export type AskedMove = Extract<Move, { kind: 'asked' }>;
export type TurnedTo = Extract<Move, { kind: 'turned-to' }>;

/** Where a consultation stands: everything that is derived from its moves. */
export interface State {
  /** How many messages there have been. */
  readonly turn: number;
  /** The number of the last question. */
  readonly questions: number;
  readonly pack: string | undefined;
  readonly facts: Facts;
  readonly question: AskedMove | undefined;
  /** Questions put since the last start over, by number. */
  readonly asked: ReadonlyMap<number, AskedMove>;
  /** What the consultation is about, and what was answered last (a quick question, perhaps). */
  readonly main: TurnedTo | undefined;
  readonly last: TurnedTo | undefined;
  /** The last message that changed facts; undefined where there is nothing to go back to. */
  readonly lastChange: number | undefined;
}

/** Folds the moves into the state that they lead to. What was undone counts as if it had never been said. */
export function foldState(consultation: Consultation): State {
  const undone = consultation.moves.filter((move) => move.kind === 'undone');
  const facts = new Map<string, FactValue>();
  const asked = new Map<number, AskedMove>();
  let state: State = {
    turn: 0,
    questions: 0,
    pack: undefined,
    facts: {},
    question: undefined,
    asked,
    main: undefined,
    last: undefined,
    lastChange: undefined,
  };
  for (const move of consultation.moves) {
    state = { ...state, turn: Math.max(state.turn, move.turn) };
    if (move.kind === 'asked') state = { ...state, questions: Math.max(state.questions, move.number) };
    if (undone.some((undo) => move.turn >= undo.undoes && move.turn < undo.turn)) continue;
    switch (move.kind) {
      case 'told':
      case 'replaced':
      case 'answered':
        tell(facts, move.facts);
        state = { ...state, lastChange: move.turn };
        break;
      case 'asked':
        asked.set(move.number, move);
        state = { ...state, question: move };
        break;
      case 'closed':
        state = { ...state, question: undefined };
        break;
      case 'turned-to':
        state = { ...state, last: move, ...(move.main ? { main: move } : {}) };
        break;
      case 'chose-pack':
        state = { ...state, pack: move.pack };
        break;
      case 'undone':
        break;
      case 'started-over':
        facts.clear();
        tell(facts, move.facts ?? {});
        asked.clear();
        state = {
          ...state,
          questions: Math.max(state.questions, move.questions),
          pack: undefined,
          question: undefined,
        };
        state = { ...state, main: undefined, last: undefined, lastChange: undefined };
        break;
    }
  }
  return { ...state, facts: Object.fromEntries(facts) };
}

/** The facts with what is told put in; null takes a fact out. */
export function withTelling(facts: Facts, telling: Telling): Facts {
  const next = new Map(Object.entries(facts));
  tell(next, telling);
  return Object.fromEntries(next);
}

function tell(facts: Map<string, FactValue>, telling: Telling): void {
  for (const [id, value] of Object.entries(telling)) {
    if (value === null) facts.delete(id);
    else facts.set(id, value);
  }
}

/** Whether two topics are the same. */
export function sameTopic(a: Topic, b: Topic): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
