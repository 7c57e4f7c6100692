// What other layers may use of the core. All of the core is pure: no clock, no input or output, no promises, no SDK.
export type {
  AlternativeBlock,
  AnswerDocument,
  Icon,
  ReferenceBlock,
  Sentence,
  StepBlock,
} from './answers/document.ts';
export { citationsIn, citeLines, renderText, withLines } from './answers/render-text.ts';
export { sayWhy } from './answers/build-part.ts';
export { sayRule } from './answers/say-rule.ts';
export type { AnswerContext } from './answers/answer-context.ts';
export { conditionKey } from './conditions/condition-key.ts';
export { evaluate } from './conditions/evaluate.ts';
export { factsIn } from './conditions/facts-in.ts';
export { negate, simplify } from './conditions/simplify.ts';
export type { Advisor, ReadyPack } from './consultation/advisor.ts';
export type { AdvanceResult } from './consultation/advance-result.ts';
export { advance } from './consultation/advance.ts';
export { ask, type AskResult, type AskRequest } from './consultation/ask.ts';
export type { Topic } from './model/topic.ts';
export { consultationJson } from './consultation/consultation-json.ts';
export { readConsultation, type ReadableConsultation } from './consultation/read-consultation.ts';
export { NEW_CONSULTATION, type Consultation } from './consultation/consultation.ts';
export { createAdvisor, createAdvisorInSteps, type Dialogs } from './consultation/create-advisor.ts';
export { FLOW_ACTS, FLOW_ENDS, type Flow } from './model/flow.ts';
export { foldState } from './consultation/fold-state.ts';
export { parsePress, pressPayload, type Message, type Press } from './consultation/message.ts';
export type { AskedQuestion, Reply } from './consultation/reply.ts';
export { isAboutConversation } from './consultation/conversation-facts.ts';
export { startersOf } from './consultation/starters-of.ts';
export { welcome } from './consultation/welcome.ts';
export { citationKey, compareCitations, uniqueCitations } from './model/citation.ts';
export { ALWAYS, NEVER, type Condition, type Truth } from './model/condition.ts';
export type { Choice, Fact, Facts, FactValue, VersionQuestion } from './model/fact.ts';
export { hopKey } from './model/rule.ts';
export { type Knowledge, type Owner, type Source } from './knowledge/knowledge.ts';
export { linkInSteps, linkKnowledge, hopsOnRoute, type KnowledgeParts } from './knowledge/link-knowledge.ts';
export type { Steps } from './model/steps.ts';
export { memoize } from './model/memoize.ts';
export { mapNonEmpty, nonEmpty, type NonEmpty } from './model/non-empty.ts';
export type { Component, Family, Product } from './model/product.ts';
export * from './model/rule.ts';
export { compareVersions, parseVersion, type Version } from './model/version.ts';
export { parseVersionRange, rangeContains, type VersionRange } from './model/version-range.ts';
export { type Question, type QuestionChoice } from './questions/question.ts';
export {
  CUE_ROLES,
  MARKERS,
  COMMANDS,
  type CueRole,
  type Grammar,
  type CommandName,
  type SilentTopic,
} from './understanding/grammar.ts';
export { explainMessage } from './understanding/read-message.ts';
export type { Explained } from './understanding/reading.ts';
export type { Words } from './model/words.ts';
