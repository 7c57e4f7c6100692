import type { Facts, FactValue } from '../model/fact.ts';

/** What a question or an answer is about. */
export type Topic =
  | { readonly kind: 'advice' }
  /** `said` is what the user called it, where that names more than the text does ("Site Server 3.0"). */
  | {
      readonly kind: 'component';
      readonly component: string;
      readonly said?: string;
      /** Another component in its place is asked for. */
      readonly wants?: 'alternative';
    }
  /** A component that the pack does not name. */
  | { readonly kind: 'unnamed-component'; readonly said: string }
  | { readonly kind: 'alternative' }
  | { readonly kind: 'requirement' }
  /** Requirements and other ways that the message names. */
  | { readonly kind: 'statement'; readonly rules: readonly string[] }
  /** Why the route is as it is. */
  | { readonly kind: 'reason' }
  /** The advice for every product of a family, or for all. */
  | { readonly kind: 'list' }
  /** What no longer works and which upgrades there are, of every product; the advice, where the product is known. */
  | { readonly kind: 'issues' }
  | { readonly kind: 'upgrades' }
  /** Whether a product runs on another: texts on upgrades speak of upgrading. `works` unless "supported" was asked; `place`
   *  is where, if the pack does not name it. */
  | { readonly kind: 'running'; readonly asks: 'works' | 'supported'; readonly place?: string }
  /** The advice for these products side by side. */
  | { readonly kind: 'compare'; readonly products: readonly string[] }
  | { readonly kind: 'open-set'; readonly rule: string }
  /** `families` are those that the question names, where it names several. */
  | { readonly kind: 'reference'; readonly topics: readonly string[]; readonly families?: readonly string[] }
  | { readonly kind: 'silence'; readonly topic: string; readonly phrase: string; readonly yields: boolean };

/** Facts by id; null takes a fact back. */
export type Telling = Readonly<Record<string, FactValue | null>>;

/** One thing that happened. A consultation is the list of these; facts and the open question are folds of it. */
export type Move =
  /** The user told facts. `turn` counts the user's messages, so that `back` can undo one whole message. */
  | { readonly kind: 'told'; readonly turn: number; readonly facts: Telling }
  /** The user changed facts told before. */
  | { readonly kind: 'replaced'; readonly turn: number; readonly facts: Telling }
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
  | { readonly kind: 'answered'; readonly turn: number; readonly number: number; readonly facts: Telling }
  /** Nothing is asked any more. */
  | { readonly kind: 'closed'; readonly turn: number }
  /** What was answered. A quick question (`main: false`) leaves the consultation where it was; `with` held for it only. */
  | {
      readonly kind: 'turned-to';
      readonly turn: number;
      readonly topics: readonly Topic[];
      readonly main: boolean;
      readonly with: Telling;
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
