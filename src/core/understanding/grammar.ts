/** Roles that a cue can give to the product named after it. */
export const CUE_ROLES = [
  'installed',
  'target',
  'via',
  'formerly',
  'became',
  'at',
  'never',
  'not',
  'skipped',
  'declined',
] as const;
export type CueRole = (typeof CUE_ROLES)[number];

/** Words that name nothing and say something of the words around them. */
export const MARKERS = [
  /** Somebody does not know for sure: "probably", "I think". */
  'hedge',
  /** What follows is supposed and not told: "if", "suppose". */
  'supposition',
  /** What follows is denied: "nothing", "never". */
  'denial',
  /** What follows is of somebody else's server, and of the user's own again: "my colleague's", "mine". */
  'elsewhere',
  'here',
  /** Every release of the name behind it: "all". */
  'quantifier',
  /** One of the names around it holds and not all: "or". */
  'alternative',
  /** What is asked about stands before it, and the upgrade behind: "Exchange after the upgrade?". */
  'afterwards',
  /** Releases before or behind the one that follows, and with the one in front: "older than", "and later". */
  'older',
  'newer',
  'and-older',
  'and-newer',
] as const;
export type Marker = (typeof MARKERS)[number];

/** Commands that drive the conversation and carry no fact. */
export const COMMANDS = [
  'back',
  'start-over',
  'help',
  'why',
  'unknown',
  'source',
  'plain-text',
  'change',
  'forget-me',
  'about-me',
  'yes',
  'no',
  'thanks',
  'greeting',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** A matter on which users ask and vendors are mostly silent: "how long the upgrade takes". */
export interface SilentTopic {
  readonly topic: string;
  readonly phrases: readonly string[];
  /** Where the message names both ends of an upgrade, it asks about that instead: "downgrade from 4.5 to 4.0". */
  readonly yields: boolean;
}

/** The words of one language by which messages are read. Phrases are matched word by word, not as patterns. */
export interface Grammar {
  readonly language: string;
  /** Words before a product that say which role it plays. */
  readonly roles: Readonly<Record<CueRole, readonly string[]>>;
  /** Words behind a product that say which role it plays: "X in between", "X originally". */
  readonly rolesBehind: Readonly<Partial<Record<CueRole, readonly string[]>>>;
  /** Whole messages (or their beginnings, before a comma) that are commands. */
  readonly moves: Readonly<Record<CommandName, readonly string[]>>;
  readonly markers: Readonly<Record<Marker, readonly string[]>>;
  /** Openings that replace an earlier fact: "no, it's". */
  readonly corrections: readonly string[];
  /** Words between the members of a list. */
  readonly joiners: readonly string[];
  /** Words that announce a service pack behind a release. */
  readonly servicePacks: readonly string[];
  /** Words behind a release that make it another release or edition: `R2`, `Enterprise`. */
  readonly qualifiers: readonly string[];
  /** Words that name no product on their own: "server", "version", "the". */
  readonly fillers: readonly string[];
  /** Words before a name that belong to no name: "the", "our". They are fillers as well. */
  readonly articles: readonly string[];
  /** Words before what a product comes with: "with", "including". */
  readonly beside: readonly string[];
  /** Openings that ask about what follows: "what about". */
  readonly asksAbout: readonly string[];
  /** Verbs that ask whether one product works on another; texts on upgrades say "supported" of upgrades. */
  readonly runs: { readonly works: readonly string[]; readonly supported: readonly string[] };
  /** Words that are part of nobody's name, such as "existing": before a product they make no other product of it. */
  readonly everyday: readonly string[];
  /** Endings of such words: "inherited", "recently". */
  readonly everydayEndings: readonly string[];
  /** Words that look like typing errors of others and are none. */
  readonly wellSpelt: readonly string[];
  /** Words behind a number that make it a quantity and no release: "5 users". */
  readonly units: readonly string[];
  /** Clipped words and what they stand for: `srv` is `server`. */
  readonly abbreviations: Readonly<Record<string, readonly string[]>>;
  /** Last words of names that people leave out: "BackOffice" for "BackOffice Server". */
  readonly generic: readonly string[];
  /** Words by which a question begins, that tell one question of a message from the next. */
  readonly questionWords: readonly string[];
  /** Common words of other languages, by language: a message of these is not English. */
  readonly foreign: Readonly<Record<string, readonly string[]>>;
  /** Whole messages that choose the first, second, … answer by its place. */
  readonly ordinals: readonly (readonly string[])[];
  /** Words that choose "another product" or "another version". */
  readonly other: readonly string[];
  readonly silent: readonly SilentTopic[];
}
