import type { WrittenExpectation } from '../schemas/cases-schema.ts';

/** A conversation with the answers that its owner expects. */
export interface Case {
  readonly id: string;
  readonly title: string | undefined;
  /** The pack that the conversation is held with; undefined where the user's words choose it. */
  readonly pack: string | undefined;
  readonly turns: readonly Turn[];
  /** Where it is written, for reporting: `backoffice/cases.yaml:3:5`. */
  readonly place: string;
}

/** What the user types or the label of the button they press, and what the answer must be like. */
export type Turn =
  | { readonly kind: 'user'; readonly text: string; readonly expect: Expectation; readonly place: string }
  | { readonly kind: 'press'; readonly label: string; readonly expect: Expectation; readonly place: string };

/** What an answer must have; a key that is left out is not checked. */
export interface Expectation extends Omit<Readonly<WrittenExpectation>, 'facts'> {
  readonly facts?: Readonly<Record<string, readonly string[]>> | undefined;
}
