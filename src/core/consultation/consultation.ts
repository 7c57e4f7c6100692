import type { FactChanges, Facts, FactValue } from '../model/fact.ts';
import type { Topic } from '../model/topic.ts';

/** One event of a consultation. `turn` counts the user's messages, so that `back` can undo one whole message. */
export type Move =
  /** The user told facts. */
  | { readonly kind: 'told'; readonly turn: number; readonly facts: FactChanges }
  /** The user changed facts told before. */
  | { readonly kind: 'replaced'; readonly turn: number; readonly facts: FactChanges }
  /** Waymark asked a question; `choices` are its buttons. */
  | {
      readonly kind: 'asked';
      readonly turn: number;
      readonly number: number;
      readonly fact: string;
      readonly topic: Topic;
      readonly choices: readonly { readonly value: string; readonly tells: FactValue }[];
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
   * older buttons are known to be stale. `facts` are those of moves that `compact` folded into this one.
   */
  | {
      readonly kind: 'started-over';
      readonly turn: number;
      readonly questions: number;
      readonly facts?: Facts;
    };

/** All that is known of a conversation: a list of moves, as plain JSON. `foldState` derives facts and open question. */
export interface Consultation {
  readonly moves: readonly Move[];
}

/** The consultation before the first message. */
export const NEW_CONSULTATION: Consultation = { moves: [] };
