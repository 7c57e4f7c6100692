import type { Topic } from '../model/topic.ts';
import type { Facts } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { ReferenceRule, Rule } from '../model/rule.ts';
import type { Consideration } from '../planning/consider.ts';
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
import type { Voice } from './voice.ts';
import type { VerdictName } from '../../contract/index.ts';
import { citationsOf } from './sentence.ts';

/** Topics that are answered without weighing the whole upgrade. */
export type QuickTopic = Extract<
  Topic,
  { kind: 'component' | 'unnamed-component' | 'statement' | 'open-set' | 'reference' | 'silence' }
>;

/** A quick question as a document: a component, a reference, or a matter on which the text is silent. */
export function composeTopic(voice: Voice, topic: QuickTopic, facts: Facts): AnswerDocument | undefined {
  const document = composeQuick(voice, topic, facts);
  if (document?.kind !== 'not-covered' || document.references.length > 0) return document;
  const [family] = familiesIn(voice.knowledge, facts);
  const rules = referencesFor(voice.knowledge, family, { kind: 'not-covered' });
  return { ...document, references: composeReferences(voice, rules) };
}

function composeQuick(voice: Voice, topic: QuickTopic, facts: Facts): AnswerDocument | undefined {
  switch (topic.kind) {
    case 'component':
      return topic.said === undefined
        ? withAlternative(voice, topic, composeComponent(voice, topic.component, facts))
        : composeOtherComponent(voice, topic.component, topic.said);
    case 'unnamed-component':
      return composeUnnamed(voice, topic.said, facts);
    case 'open-set': {
      const rule = voice.knowledge.rules.get(topic.rule);
      return rule?.kind === 'component' ? composeOpenSetMember(voice, rule) : undefined;
    }
    case 'statement':
      return composeStatements(voice, topic.rules);
    case 'reference':
      return composeReferenceAnswer(voice, topic, facts);
    case 'silence':
      return composeSilence(voice, topic, facts);
  }
}

/** Where another component is asked for and no statement names one, that is said. */
function withAlternative(
  { knowledge, words }: Voice,
  { component, wants }: Extract<Topic, { kind: 'component' }>,
  document: AnswerDocument,
): AnswerDocument {
  const rules = knowledge.index.componentRules.get(component) ?? [];
  if (wants === undefined || rules.some((rule) => rule.status === 'replaced')) return document;
  return { ...document, notes: [...document.notes, plain(words.say('component.no-alternative'))] };
}

/** The advice as documents: one, or one for each way in which it can fall. Undefined where a question comes first. */
export function composeConsideration(
  voice: Voice,
  consideration: Consideration,
): readonly AnswerDocument[] | undefined {
  switch (consideration.kind) {
    case 'advice':
      return [composeAdvice(voice, consideration.plans, consideration.targetAssumed)];
    case 'list':
      return consideration.plans.map((plans) => composeAdvice(voice, plans, false));
    case 'outside':
      return [composeOutside(voice, consideration.installed, consideration.target)];
    case 'unclear':
      return undefined;
  }
}

function composeReferenceAnswer(
  voice: Voice,
  { topics, families }: Extract<Topic, { kind: 'reference' }>,
  facts: Facts,
): AnswerDocument {
  const { knowledge, words } = voice;
  const asked = topics
    .flatMap((id) => knowledge.rules.get(id) ?? [])
    .filter((rule) => rule.kind === 'reference');
  const onRequest = knowledge.index.references.filter((rule) => rule.attach.includes('on-request'));
  const rules = ofFamilies(asked.length > 0 ? asked : onRequest, families ?? familiesIn(knowledge, facts));
  const references = composeReferences(voice, rules);
  const headline = words.say('reference.lead', { count: references.length });
  return { ...plainDocument('answer', 'reference', 'info', plain(headline)), references };
}

/** A matter on which readmes are mostly silent; where this text uses its word, what it says is the answer. */
function composeSilence(
  voice: Voice,
  { topic, phrase }: Extract<Topic, { kind: 'silence' }>,
  facts: Facts,
): AnswerDocument {
  const { knowledge, words } = voice;
  const [first, ...more] = rulesWithPhrase(knowledge, phrase);
  if (first !== undefined) {
    const { nearest } = quoteNearest(voice, citationsOf([first, ...more]));
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
    references: composeReferences(voice, ofFamilies(rules, familiesIn(knowledge, facts))),
  };
}

function verdictOfRule(rule: Rule): VerdictName {
  return rule.kind === 'upgrade' ? rule.status : rule.kind;
}

/** A component that the text does not name: silence, and where to ask. */
function composeUnnamed(voice: Voice, said: string, facts: Facts): AnswerDocument {
  const { knowledge, words } = voice;
  const rules = knowledge.index.references.filter((rule) => rule.attach.includes('not-covered'));
  const headline = words.say('verdict.not-covered.component-open', { component: said });
  return {
    ...plainDocument('not-covered', 'not-covered', 'silent', plain(headline)),
    ...leadNearest(voice, nameComponents(voice)),
    references: composeReferences(voice, ofFamilies(rules, familiesIn(knowledge, facts))),
  };
}

/** Beyond this many components their names are no help. */
const MOST_NAMED = 12;

/** Which components the text does speak of. */
function nameComponents({ knowledge, words }: Voice): readonly Sentence[] {
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

/** The references of these families; all where there are none for them. */
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
