import type { Citation, Role } from '../../contract/index.ts';
import type { NonEmpty } from './non-empty.ts';

/** Something that the user can tell and that a rule may depend on. */
export interface Fact {
  readonly id: string;
  readonly role: Role;
  readonly prompt: string;
  readonly why: string;
  /** The vendor's lines that the reason rests on. */
  readonly whyCitations: readonly Citation[];
  readonly help: string | undefined;
  /** Higher is asked first. */
  readonly priority: number;
  /** Empty for installed and target: their choices are the pack's products. */
  readonly choices: readonly Choice[];
  /** Prompt and reason for asking the version once the family is known, by family id. */
  readonly versions: ReadonlyMap<string, VersionQuestion>;
}

export interface VersionQuestion {
  readonly prompt: string;
  readonly why: string;
  readonly whyCitations: readonly Citation[];
}

/** One answer to a fact's question. It may stand for several values ("Yes" for two former products). */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly values: NonEmpty<string>;
  /** The choice as a clause that can follow "only if": "the server was originally …". */
  readonly means: string;
}

/** What is known of one fact. A fact that was never mentioned has no value. */
export type FactValue =
  /** One value: known. Several: one of these. */
  | { readonly kind: 'is'; readonly values: NonEmpty<string> }
  /** Something that the pack does not name, in the user's words (empty where they chose "another"). */
  | { readonly kind: 'outside'; readonly said: string; readonly family: string | undefined }
  /** The user was asked and does not know; `among` is what it can be as far as they could tell. */
  | { readonly kind: 'unknown'; readonly among: readonly string[] };

/** The facts told so far, by fact id. */
export type Facts = Readonly<Record<string, FactValue>>;

/** Facts by id; null takes a fact back. */
export type FactChanges = Readonly<Record<string, FactValue | null>>;
