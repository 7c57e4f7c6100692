import { foldState } from './fold-state.ts';
import type { Consultation, Move } from './consultation.ts';

/** From this many moves on the oldest are folded into one, so that the state of a long conversation does not grow. */
const MOST_MOVES = 400;
const KEPT_MOVES = 200;

/** A consultation of limited length: the oldest moves are folded into one. `back` cannot go back before that one. */
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

/** An index between two messages at which the moves can be cut: no `undone` after it covers a move before it. */
function cutAt(moves: readonly Move[]): number | undefined {
  for (let i = moves.length - KEPT_MOVES; i < moves.length; i++) {
    const [before, here] = [moves[i - 1], moves[i]];
    if (before === undefined || here === undefined || before.turn === here.turn) continue;
    const crossed = moves.slice(i).some((move) => move.kind === 'undone' && move.undoes <= before.turn);
    if (!crossed) return i;
  }
  return undefined;
}
