import type { FactChanges, Facts } from '../model/fact.ts';
import type { Topic } from '../model/topic.ts';

/** One event of a consultation. `turn` counts the user's messages, so that `back` can undo one whole message. */
export type Move =
  /** The user told facts. */
  | { readonly kind: 'told'; readonly turn: number; readonly facts: FactChanges }
  /** The user changed facts told before. */
  | { readonly kind: 'replaced'; readonly turn: number; readonly facts: FactChanges }
  /** Waymark asked a question. Its buttons are not kept: they can be composed again. */
  | {
      readonly kind: 'asked';
      readonly turn: number;
      readonly number: number;
      readonly fact: string;
      readonly topic: Topic;
      /** The only speaker who may answer; undefined: anybody. */
      readonly speaker?: string;
    }
  /** The user answered question `number`. */
  | { readonly kind: 'answered'; readonly turn: number; readonly number: number; readonly facts: FactChanges }
  /** No question is open any more. */
  | { readonly kind: 'closed'; readonly turn: number }
  /**
   * Waymark answered these topics. `main`: the consultation is about them from now on; else they were asked in passing.
   * `with`: changes of facts for this answer only.
   */
  | {
      readonly kind: 'turned-to';
      readonly turn: number;
      readonly topics: readonly Topic[];
      readonly main: boolean;
      readonly with: FactChanges;
    }
  /** The pack that the conversation is about. */
  | { readonly kind: 'chose-pack'; readonly turn: number; readonly pack: string }
  /** All moves from message `undoes` up to this one are undone. */
  | { readonly kind: 'undone'; readonly turn: number; readonly undoes: number }
  /**
   * All moves before are forgotten. `questions` is the number of the last question: numbers are not used again, so that
   * older buttons are known to be stale. `facts`: only in consultations that an earlier version of Waymark stored: the facts
   * of older moves that it had folded into this one.
   */
  | {
      readonly kind: 'started-over';
      readonly turn: number;
      readonly questions: number;
      readonly facts?: Facts;
    };

/** Where a consultation stood when its older moves were folded. */
export interface Checkpoint {
  /** How many messages the user has sent by now, and the number of the last question, with those that were undone. */
  readonly turn: number;
  readonly questions: number;
  /** The number of the last question before the last start over; 0 if there was none. */
  readonly startedAfter: number;
  /** The number of the last question that was folded; 0 if none was. */
  readonly lostQuestion: number;
  /** Whether changes of facts were folded: `back` cannot reach them. */
  readonly lostChanges: boolean;
  readonly facts: Facts;
  readonly pack?: string;
  readonly main?: TurnedTo;
  /** What was answered last; absent if it is `main`. */
  readonly last?: TurnedTo;
  readonly question?: AskedMove;
}

export type AskedMove = Extract<Move, { kind: 'asked' }>;
export type TurnedTo = Extract<Move, { kind: 'turned-to' }>;

/**
 * All that is known of a conversation, as plain JSON: a checkpoint, and the moves after it. `foldState` derives facts and
 * open question.
 */
export interface Consultation {
  readonly since?: Checkpoint;
  readonly moves: readonly Move[];
}

/** The consultation before the first message. */
export const NEW_CONSULTATION: Consultation = { moves: [] };

/** The consultation with more moves. */
export function addMoves(consultation: Consultation, ...moves: readonly Move[]): Consultation {
  return { ...consultation, moves: [...consultation.moves, ...moves] };
}
