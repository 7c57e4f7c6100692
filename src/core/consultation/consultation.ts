import type { FactChanges, Facts, FactValue } from '../model/fact.ts';
import type { Topic } from '../model/topic.ts';

/** One thing that happened. A consultation is the list of these; facts and the open question are folds of it. */
export type Move =
  /** The user told facts. `turn` counts the user's messages, so that `back` can undo one whole message. */
  | { readonly kind: 'told'; readonly turn: number; readonly facts: FactChanges }
  /** The user changed facts told before. */
  | { readonly kind: 'replaced'; readonly turn: number; readonly facts: FactChanges }
  /** Waymark asked; `choices` are the values of its buttons. */
  | {
      readonly kind: 'asked';
      readonly turn: number;
      readonly number: number;
      readonly fact: string;
      readonly topic: Topic;
      readonly choices: readonly { readonly value: string; readonly tells: FactValue }[];
      /** The only one who may answer. */
      readonly speaker?: string;
    }
  /** The user answered question `number`. */
  | { readonly kind: 'answered'; readonly turn: number; readonly number: number; readonly facts: FactChanges }
  /** Nothing is asked any more. */
  | { readonly kind: 'closed'; readonly turn: number }
  /** What was answered. A quick question (`main: false`) leaves the consultation where it was; `with` held for it only. */
  | {
      readonly kind: 'turned-to';
      readonly turn: number;
      readonly topics: readonly Topic[];
      readonly main: boolean;
      readonly with: FactChanges;
    }
  /** The pack that the conversation is about. */
  | { readonly kind: 'chose-pack'; readonly turn: number; readonly pack: string }
  /** Everything from message `undoes` up to this one is taken back. */
  | { readonly kind: 'undone'; readonly turn: number; readonly undoes: number }
  /**
   * Everything before is forgotten; question numbers go on, so that older buttons are known to be stale. `facts` are
   * what is left of moves that were folded together: nothing goes back behind them.
   */
  | {
      readonly kind: 'started-over';
      readonly turn: number;
      readonly questions: number;
      readonly facts?: Facts;
    };

/** A conversation as plain JSON. */
export interface Consultation {
  readonly moves: readonly Move[];
}

/** Where every conversation begins. */
export const NEW_CONSULTATION: Consultation = { moves: [] };
