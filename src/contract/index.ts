// What the server, the pages, the bot and the command line agree on: types and constants only, so that a page's bundle
// holds no schema library. The schemas, from which the types are inferred, are in schemas.ts.
export type {
  Answer,
  AnswerAlternative,
  AnswerFacts,
  AnswerHop,
  AnswerPart,
  AnswerQuestion,
  Citation,
} from './answer.ts';
export type { AnswerKind, Basis, Certainty, ComponentStatus, Role, VerdictName } from './constants.ts';
export {
  ANSWER_KINDS,
  BASES,
  CERTAINTIES,
  COMPONENT_STATUSES,
  LONGEST_MESSAGE,
  LONGEST_QUESTION,
  OTHER,
  ROLES,
  UNKNOWN,
  VERDICTS,
} from './constants.ts';
export type {
  AskBody,
  ChatSession,
  FactName,
  PackNames,
  ProductName,
  SourceName,
  SourceText,
} from './bodies.ts';
export { WORD_KEYS, type WordHoles, type WordKey } from './word-keys.ts';
