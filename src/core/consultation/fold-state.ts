import type { Facts, FactValue, FactChanges } from '../model/fact.ts';
import type { AskedMove, Consultation, TurnedTo } from './consultation.ts';

/** The state of a consultation: everything that is derived from its moves. */
export interface State {
  /** How many messages the user has sent. */
  readonly turn: number;
  /** The number of the last question that was asked. */
  readonly questions: number;
  readonly pack: string | undefined;
  readonly facts: Facts;
  readonly question: AskedMove | undefined;
  /** The questions asked since the last start over, by number; without those that were folded. */
  readonly asked: ReadonlyMap<number, AskedMove>;
  /** What the consultation is about, and what was answered last (perhaps a question in passing). */
  readonly main: TurnedTo | undefined;
  readonly last: TurnedTo | undefined;
  /** The turn of the last message that changed facts; undefined if there is nothing to undo. */
  readonly lastChange: number | undefined;
  /** What is out of reach; see `Checkpoint`. */
  readonly startedAfter: number;
  readonly lostQuestion: number;
  readonly lostChanges: boolean;
}

/** The state after all moves. Moves that were undone do not count. */
export function foldState({ since, moves }: Consultation): State {
  const undone = moves.filter((move) => move.kind === 'undone');
  const facts = new Map<string, FactValue>(Object.entries(since?.facts ?? {}));
  const asked = new Map<number, AskedMove>();
  let [turn, questions] = [since?.turn ?? 0, since?.questions ?? 0];
  let [startedAfter, lostQuestion] = [since?.startedAfter ?? 0, since?.lostQuestion ?? 0];
  let lostChanges = since?.lostChanges ?? false;
  let { pack, question, main } = since ?? {};
  let last = since?.last ?? main;
  let lastChange: number | undefined;
  for (const move of moves) {
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
        lostChanges = move.facts !== undefined;
        // An earlier version folded older moves into one that starts over: the conversation is still the same.
        [startedAfter, lostQuestion] = lostChanges ? [0, move.questions] : [move.questions, 0];
        pack = question = main = last = lastChange = undefined;
        break;
    }
  }
  return {
    ...{ turn, questions, pack, facts: Object.fromEntries(facts), question, asked, main, last, lastChange },
    ...{ startedAfter, lostQuestion, lostChanges },
  };
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
