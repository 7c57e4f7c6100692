import type { Topic } from '../model/topic.ts';
import type { Facts } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { ReferenceRule, Rule } from '../model/rule.ts';
import type { PlannedAdvice } from '../planning/plan-advice.ts';
import { composeAdvice } from './compose-advice.ts';
import { composeComponent, composeOpenSetMember, composeOtherComponent } from './compose-component.ts';
import { leadNearest, quoteNearest } from './compose-nearest.ts';
import { joinList } from './join-list.ts';
import { composeOutside } from './compose-outside.ts';
import { referencesFor } from '../planning/plan-upgrade.ts';
import { composeReferences } from './compose-references.ts';
import { plainDocument, type AnswerDocument, type Sentence } from './document.ts';
import { cited, plain } from './sentence.ts';
import { composeStatements } from './compose-statements.ts';
import { rulesWithPhrase } from './rules-with-phrase.ts';
import type { AnswerContext } from './answer-context.ts';
import type { VerdictName } from '../../contract/index.ts';
import { citationsOf } from './sentence.ts';

/** Topics that are answered without planning the upgrade. */
export type QuickTopic = Extract<
  Topic,
  { kind: 'component' | 'unnamed-component' | 'statement' | 'open-set' | 'reference' | 'silence' }
>;

/** The answer to a quick topic; if it is not covered, with references. Undefined if the pack has nothing to say. */
export function composeTopic(
  context: AnswerContext,
  topic: QuickTopic,
  facts: Facts,
): AnswerDocument | undefined {
  const document = composeQuick(context, topic, facts);
  if (document?.kind !== 'not-covered' || document.references.length > 0) return document;
  const [family] = familiesIn(context.knowledge, facts);
  const rules = referencesFor(context.knowledge, family, { kind: 'not-covered' });
  return { ...document, references: composeReferences(context, rules) };
}

function composeQuick(context: AnswerContext, topic: QuickTopic, facts: Facts): AnswerDocument | undefined {
  switch (topic.kind) {
    case 'component':
      return topic.said === undefined
        ? withAlternative(context, topic, composeComponent(context, topic.component, facts))
        : composeOtherComponent(context, topic.component, topic.said);
    case 'unnamed-component':
      return composeUnnamed(context, topic.said, facts);
    case 'open-set': {
      const rule = context.knowledge.rules.get(topic.rule);
      return rule?.kind === 'component' ? composeOpenSetMember(context, rule) : undefined;
    }
    case 'statement':
      return composeStatements(context, topic.rules);
    case 'reference':
      return composeReferenceAnswer(context, topic, facts);
    case 'silence':
      return composeSilence(context, topic, facts);
  }
}

/** The document, with a note if the user asked for a replacement of the component and no statement names one. */
function withAlternative(
  { knowledge, words }: AnswerContext,
  { component, wants }: Extract<Topic, { kind: 'component' }>,
  document: AnswerDocument,
): AnswerDocument {
  const rules = knowledge.index.componentRules.get(component) ?? [];
  if (wants === undefined || rules.some((rule) => rule.status === 'replaced')) return document;
  return { ...document, notes: [...document.notes, plain(words.say('component.no-alternative'))] };
}

/** The advice as documents: one, or one for each group of candidates. Undefined if a question must come first. */
export function composePlannedAdvice(
  context: AnswerContext,
  advice: PlannedAdvice,
): readonly AnswerDocument[] | undefined {
  switch (advice.kind) {
    case 'advice':
      return [composeAdvice(context, advice.plans, advice.targetAssumed)];
    case 'list':
      return advice.plans.map((plans) => composeAdvice(context, plans, false));
    case 'outside':
      return [composeOutside(context, advice.installed, advice.target)];
    case 'unclear':
      return undefined;
  }
}

function composeReferenceAnswer(
  context: AnswerContext,
  { topics, families }: Extract<Topic, { kind: 'reference' }>,
  facts: Facts,
): AnswerDocument {
  const { knowledge, words } = context;
  const asked = topics
    .flatMap((id) => knowledge.rules.get(id) ?? [])
    .filter((rule) => rule.kind === 'reference');
  const onRequest = knowledge.index.references.filter((rule) => rule.attach.includes('on-request'));
  const rules = ofFamilies(asked.length > 0 ? asked : onRequest, families ?? familiesIn(knowledge, facts));
  const references = composeReferences(context, rules);
  const headline = words.say('reference.lead', { count: references.length });
  return { ...plainDocument('answer', 'reference', 'info', plain(headline)), references };
}

/** A matter that readmes mostly do not mention. If the text has its word, what it says is quoted; else it is not covered. */
function composeSilence(
  context: AnswerContext,
  { topic, phrase }: Extract<Topic, { kind: 'silence' }>,
  facts: Facts,
): AnswerDocument {
  const { knowledge, words } = context;
  const [first, ...more] = rulesWithPhrase(knowledge, phrase);
  if (first !== undefined) {
    const { nearest } = quoteNearest(context, citationsOf([first, ...more]));
    const said = plainDocument('answer', verdictOfRule(first), 'info', plain(words.say('topic.says')));
    return { ...said, points: nearest };
  }
  const rules = knowledge.index.references.filter((rule) => rule.attach.includes('not-covered'));
  return {
    ...plainDocument(
      'not-covered',
      'not-covered',
      'silent',
      plain(words.say('verdict.not-covered.topic', { topic })),
    ),
    references: composeReferences(context, ofFamilies(rules, familiesIn(knowledge, facts))),
  };
}

function verdictOfRule(rule: Rule): VerdictName {
  return rule.kind === 'upgrade' ? rule.status : rule.kind;
}

/** A component that the text does not name: not covered, with the components that it does name, and references. */
function composeUnnamed(context: AnswerContext, said: string, facts: Facts): AnswerDocument {
  const { knowledge, words } = context;
  const rules = knowledge.index.references.filter((rule) => rule.attach.includes('not-covered'));
  const headline = words.say('verdict.not-covered.component-open', { component: said });
  return {
    ...plainDocument('not-covered', 'not-covered', 'silent', plain(headline)),
    ...leadNearest(context, nameComponents(context)),
    references: composeReferences(context, ofFamilies(rules, familiesIn(knowledge, facts))),
  };
}

/** If there are more components than this, their names are not listed. */
const MOST_NAMED = 12;

/** The sentence that names the components that the text is about. */
function nameComponents({ knowledge, words }: AnswerContext): readonly Sentence[] {
  const { componentRules } = knowledge.index;
  const spokenOf = [...knowledge.components.values()].filter(({ id }) => componentRules.has(id));
  if (spokenOf.length === 0 || spokenOf.length > MOST_NAMED) return [];
  const components = joinList(
    words.language,
    spokenOf.map(({ name }) => name),
    'and',
  );
  const rules = spokenOf.flatMap(({ id }) => componentRules.get(id) ?? []);
  return [cited(words.say('nearest.components', { components }), rules)];
}

/** The references of these families; if there are none, all. */
function ofFamilies(rules: readonly ReferenceRule[], families: readonly string[]): readonly ReferenceRule[] {
  const own = rules.filter(
    (rule) => rule.families.length === 0 || rule.families.some((id) => families.includes(id)),
  );
  return own.length > 0 ? own : rules;
}

function familiesIn(knowledge: Knowledge, facts: Facts): readonly string[] {
  const installed = facts['installed'];
  if (installed?.kind === 'outside') return installed.family === undefined ? [] : [installed.family];
  const products = installed?.kind === 'is' ? installed.values : (installed?.among ?? []);
  return products.flatMap((id) => knowledge.products.get(id)?.family ?? []);
}
