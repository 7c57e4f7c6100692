/** The longest question that is read, in characters: far above what anyone types, far below what would be slow. */
export const LONGEST_QUESTION = 16_000;

/**
 * The longest message that the web chat takes, in characters. It is above `LONGEST_QUESTION`, so that somebody who pasted
 * too much is told so by the bot and not refused by the transport.
 */
export const LONGEST_MESSAGE = 20_000;

export const ANSWER_KINDS = ['answer', 'question', 'not-covered', 'chat'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

export const VERDICTS = [
  'supported',
  'supported-with-issues',
  'supported-via',
  'not-supported',
  'not-recommended',
  'depends',
  'component',
  'alternative',
  'requirement',
  'reference',
  'list',
  'compare',
  'not-covered',
  'clarify',
  'chat',
] as const;
export type VerdictName = (typeof VERDICTS)[number];

/** `depends`: only under a condition that is not known to hold. */
export const CERTAINTIES = ['applies', 'depends'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Whether the vendor's text says it in so many words (`stated`) or only takes it for granted (`implied`). */
export const BASES = ['stated', 'implied'] as const;
export type Basis = (typeof BASES)[number];

/** What the vendor's text says of a component after an upgrade. */
export const COMPONENT_STATUSES = [
  'cannot-be-installed',
  'not-supported',
  'no-longer-supported',
  'deprecated',
  'requires-action',
  'replaced',
  'supported',
] as const;
export type ComponentStatus = (typeof COMPONENT_STATUSES)[number];

/** What a fact is about: the product that is installed, the target, what the server was before, or anything else. */
export const ROLES = ['installed', 'target', 'formerly', 'other'] as const;
export type Role = (typeof ROLES)[number];

/** The value of a fact that the user was asked for and does not know. */
export const UNKNOWN = 'unknown';
/** The value of a fact that is something which the pack does not name. */
export const OTHER = 'other';
