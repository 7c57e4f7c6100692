import type { AskedMove, Checkpoint, Consultation, Move } from './consultation.ts';
import { consultationJson } from './consultation-json.ts';
import { FORGET_FACT } from './conversation-facts.ts';
import { foldState, type State } from './fold-state.ts';
import { utf8Length } from '../model/utf8-length.ts';

/** So many questions old buttons reach, and so many changes of facts `back` reaches. */
export const REACH = 20;

/** No more parts and no more bytes of JSON than these are kept, although `back` and old buttons reach less far then. */
const MOST_PARTS = 2 * REACH;
const MOST_BYTES = 3_800;

/**
 * A consultation whose size does not grow with the length of its conversation. What was undone and what was before a start
 * over are left out, and what is further back than `back` and old buttons reach is folded into the checkpoint. Within their
 * reach its folded state is the same.
 */
export function compact(consultation: Consultation): Consultation {
  const { turn, questions, question } = foldState(consultation);
  const { since, moves } = leaveOut(consultation);
  const reached = new Set(numbersIn(moves).slice(-REACH));
  const parts = partsOf(moves, question).map((part) => settle(part, reached));
  let cut = cutAt(parts, reached);
  for (;;) {
    const kept = parts.slice(cut).flat();
    const folded = foldState({
      ...(since === undefined ? {} : { since }),
      moves: parts.slice(0, cut).flat(),
    });
    const keptNumbers = new Set(numbersIn(kept));
    const lost = numbersIn(moves).filter((number) => !keptNumbers.has(number));
    const compacted = {
      since: {
        ...checkpointOf(folded),
        turn,
        questions,
        lostQuestion: Math.max(folded.lostQuestion, ...lost),
        lostChanges: folded.lostChanges || folded.lastChange !== undefined,
      },
      moves: kept,
    };
    if (cut >= parts.length - 1 || utf8Length(consultationJson(compacted)) <= MOST_BYTES) return compacted;
    cut += 1;
  }
}

/** The consultation without what was undone and what was before a start over. */
function leaveOut({ since, moves }: Consultation): Consultation {
  const undone = moves.filter((move) => move.kind === 'undone');
  const left = moves.filter(
    (move) =>
      move.kind !== 'undone' && !undone.some((undo) => move.turn >= undo.undoes && move.turn < undo.turn),
  );
  const over = left.findLastIndex((move) => move.kind === 'started-over');
  if (over >= 0)
    return {
      since: checkpointOf(foldState({ moves: left.slice(over, over + 1) })),
      moves: left.slice(over + 1),
    };
  return { ...(since === undefined ? {} : { since }), moves: left };
}

/**
 * The moves in parts, each from one change of facts to the next: `back` only ever undoes whole parts. The question whether
 * to forget the user is a part of its own, because a "no" to it restores what was before it.
 */
function partsOf(moves: readonly Move[], open: AskedMove | undefined): readonly (readonly Move[])[] {
  const starts = new Set(moves.filter(isChange).map(({ turn }) => turn));
  if (open?.fact === FORGET_FACT) starts.add(open.turn);
  const parts: Move[][] = [];
  let start: number | undefined;
  for (const move of moves) {
    const part = parts.at(-1);
    if (part !== undefined && (move.turn === start || !starts.has(move.turn))) part.push(move);
    else {
      parts.push([move]);
      start = move.turn;
    }
  }
  return parts;
}

/** The moves of a part without those whose effect a later one replaces. Questions that old buttons reach stay. */
function settle(moves: readonly Move[], reached: ReadonlySet<number>): readonly Move[] {
  const pack = moves.findLast(({ kind }) => kind === 'chose-pack');
  const main = moves.findLast((move) => move.kind === 'turned-to' && move.main);
  const last = moves.findLast(({ kind }) => kind === 'turned-to');
  const asking = moves.filter(({ kind }) => kind === 'asked' || kind === 'closed');
  return [
    ...moves.filter(isChange),
    ...[pack, main, last === main ? undefined : last].filter((move) => move !== undefined),
    ...asking.filter(
      (move, i) => i === asking.length - 1 || (move.kind === 'asked' && reached.has(move.number)),
    ),
  ];
}

/** The index of the first part that is kept: from it on there are all reached questions and changes. */
function cutAt(parts: readonly (readonly Move[])[], reached: ReadonlySet<number>): number {
  const changing = parts.flatMap((part, i) => (part.some(isChange) ? [i] : []));
  const asking = parts.findIndex((part) => numbersIn(part).some((number) => reached.has(number)));
  const reach = Math.min(changing.at(-REACH) ?? 0, asking < 0 ? parts.length : asking);
  return Math.max(reach, parts.length - MOST_PARTS);
}

function isChange({ kind }: Move): boolean {
  return kind === 'told' || kind === 'replaced' || kind === 'answered';
}

function numbersIn(moves: readonly Move[]): readonly number[] {
  return moves.flatMap((move) => (move.kind === 'asked' ? [move.number] : []));
}

function checkpointOf(state: State): Checkpoint {
  const { turn, questions, startedAfter, lostQuestion, lostChanges, facts, pack, main, last, question } =
    state;
  return {
    ...{ turn, questions, startedAfter, lostQuestion, lostChanges, facts },
    ...(pack === undefined ? {} : { pack }),
    ...(main === undefined ? {} : { main }),
    ...(last === undefined || last === main ? {} : { last }),
    ...(question === undefined ? {} : { question }),
  };
}
