import type { Topic } from '../model/topic.ts';
import type { FactChanges } from '../model/fact.ts';
import type { CueRole } from './grammar.ts';

/** A product's role as it was read from the words around it. */
export interface RoleReading {
  readonly role: CueRole;
  readonly products: readonly string[];
  readonly said: string;
}

/** A stretch of a message and what it was read as; nothing where it was left out. */
export interface Explained {
  readonly said: string;
  readonly as: readonly string[];
}

/** What a message was read as. */
export interface Reading {
  readonly facts: FactChanges;
  /** Facts that the message supposes or guesses ("if it was …", "probably it was …"): nothing is told of them. */
  readonly supposed: readonly string[];
  /** Somewhere in the message the user is not sure. */
  readonly hedged: boolean;
  /** Stops of a route that the user proposes, in order. */
  readonly via: readonly string[];
  /** What is asked, in the order of the message; the advice itself is one of the topics. */
  readonly topics: readonly Topic[];
  /** Products to be compared with what is installed, or with one another. */
  readonly compares: readonly string[];
  /** The language of the message, where it is plainly not the one that is read. */
  readonly foreign: string | undefined;
  /** An opening such as "no, it's": what follows replaces what was told. */
  readonly correction: boolean;
  readonly servicePacks: readonly { readonly said: string; readonly product: string }[];
  readonly roles: readonly RoleReading[];
  /** How many words belong to phrases of the pack: what a pack is chosen by. */
  readonly known: number;
}

/** What the conversation adds to a message: it decides what a bare version belongs to. */
export interface ReadingContext {
  /** The family whose version was asked for, or of what is installed. */
  readonly family: string | undefined;
  /** The fact that was asked for, where a product was. */
  readonly asked: 'installed' | 'target' | undefined;
  /** The fact on what was installed before, where that was asked for. */
  readonly history?: string | undefined;
  /** What is installed is known: "it was X" is not what is installed. */
  readonly installed?: boolean;
}
