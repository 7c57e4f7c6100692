/** What is recorded of a turn: what was asked and answered in ids, never in words, and not by whom. */
export interface TurnEvent {
  readonly verdict: string;
  readonly kind: string;
  readonly pack: string | null;
  /** The editions of the pack's sources. */
  readonly edition: string | null;
  /** The version of Waymark that answered. */
  readonly app: string;
  /** Ids of products and choices, `other` or `unknown`, by fact. */
  readonly facts: Readonly<Record<string, string | readonly string[]>>;
  /** Ids of the rules that the answer cites: of every rule that has one of its quotes. */
  readonly rules: readonly string[];
}
