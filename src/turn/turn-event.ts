/** What is recorded of a turn: what was asked and answered in ids, never in words, and not by whom. */
export interface TurnEvent {
  readonly verdict: string;
  readonly kind: string;
  readonly pack: string | null;
  /** The pack's edition. */
  readonly edition: string | null;
  readonly facts: Readonly<Record<string, string | readonly string[]>>;
  /** Ids of the rules that the answer cites. */
  readonly rules: readonly string[];
}
