import { foldState } from './fold-state.ts';
import type { Consultation, Move } from './consultation.ts';

/** Beyond this many moves the oldest are folded together: a conversation may go on for ever, its state may not grow. */
const MOST_MOVES = 400;
const KEPT_MOVES = 200;

/** Folds the oldest moves of a long consultation into one; `back` then reaches no further than what is kept. */
export function compact(consultation: Consultation): Consultation {
  const { moves } = consultation;
  if (moves.length <= MOST_MOVES) return consultation;
  const cut = cutAt(moves);
  if (cut === undefined) return consultation;
  const old = foldState({ moves: moves.slice(0, cut) });
  const { turn } = old;
  const base: Move[] = [
    { kind: 'started-over', turn, questions: old.questions, facts: old.facts },
    ...(old.pack === undefined ? [] : [{ kind: 'chose-pack' as const, turn, pack: old.pack }]),
    ...(old.main === undefined ? [] : [{ ...old.main, turn }]),
    ...(old.last === undefined || old.last === old.main ? [] : [{ ...old.last, turn }]),
    ...(old.question === undefined ? [] : [{ ...old.question, turn }]),
  ];
  return { moves: [...base, ...moves.slice(cut)] };
}

/** A place between two messages, with no undoing that reaches across it. */
function cutAt(moves: readonly Move[]): number | undefined {
  for (let i = moves.length - KEPT_MOVES; i < moves.length; i++) {
    const [before, here] = [moves[i - 1], moves[i]];
    if (before === undefined || here === undefined || before.turn === here.turn) continue;
    const crossed = moves.slice(i).some((move) => move.kind === 'undone' && move.undoes <= before.turn);
    if (!crossed) return i;
  }
  return undefined;
}
