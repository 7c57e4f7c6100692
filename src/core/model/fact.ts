import type { Citation, Role } from '../../contract/index.ts';
import type { NonEmpty } from './non-empty.ts';

/** Something that the user can tell, and on which a rule may depend: which product is installed, for instance. */
export interface Fact {
  readonly id: string;
  readonly role: Role;
  readonly prompt: string;
  readonly why: string;
  /** The lines of the vendor's text that the reason is based on. */
  readonly whyCitations: readonly Citation[];
  readonly help: string | undefined;
  /** Higher is asked first. */
  readonly priority: number;
  /** Empty for `installed` and `target`: their choices are the products of the pack. */
  readonly choices: readonly Choice[];
  /** By family id: how to ask for the version, once the family is known. */
  readonly versions: ReadonlyMap<string, VersionQuestion>;
}

export interface VersionQuestion {
  readonly prompt: string;
  readonly why: string;
  readonly whyCitations: readonly Citation[];
}

/** One possible answer to the question for a fact. It may mean several values: "Yes" may stand for two former products. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly values: NonEmpty<string>;
  /** The choice as a clause that is put after "only if": "the server was originally …". */
  readonly means: string;
}

/** What is known of one fact. A fact that was never mentioned has no `FactValue` at all. */
export type FactValue =
  /** With one value the fact is known; with several it is one of them. */
  | { readonly kind: 'is'; readonly values: NonEmpty<string> }
  /** Something that the pack does not name. `said`: the user's words; empty if they pressed "another". */
  | { readonly kind: 'outside'; readonly said: string; readonly family: string | undefined }
  /** The user was asked and does not know. `among`: what it can still be; empty if anything. */
  | { readonly kind: 'unknown'; readonly among: readonly string[] };

/** What is known so far, by the id of the fact. */
export type Facts = Readonly<Record<string, FactValue>>;

/** Facts to set, by id; null removes a fact. */
export type FactChanges = Readonly<Record<string, FactValue | null>>;
