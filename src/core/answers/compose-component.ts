import type { Facts } from '../model/fact.ts';
import { findComponent, type ComponentFinding, type ComponentStatement } from '../planning/find-component.ts';
import type { ComponentRule } from '../model/rule.ts';
import { quoteFirst, quoteNearest } from './compose-nearest.ts';
import { onlyIf } from './compose-step.ts';
import { plainDocument, type AnswerDocument, type Sentence } from './document.ts';
import { nameProduct, nameProducts } from './name-products.ts';
import { cited, citationsOf, plain } from './sentence.ts';
import type { Voice } from './voice.ts';

/** What is said of one component, with its condition spelt out and the silence about the rest named as such. */
export function composeComponent(voice: Voice, component: string, facts: Facts): AnswerDocument {
  const finding = findComponent(voice.knowledge, component, facts);
  if (finding.kind === 'silent') return composeSilent(voice, component, facts);
  const name = voice.knowledge.components.get(component)?.name ?? component;
  const [{ rule }] = finding.statements;
  return composeSaid(
    voice,
    rule.components.includes(component) && rule.components.length === 1 ? rule.label : name,
    finding,
  );
}

/** Another release or edition of a component than the text names: silence, with what it says of the one it names. */
export function composeOtherComponent(voice: Voice, component: string, said: string): AnswerDocument {
  const rules = voice.knowledge.index.componentRules.get(component) ?? [];
  const headline = voice.words.say('verdict.not-covered.component-other', { said });
  return {
    ...plainDocument('not-covered', 'not-covered', 'silent', plain(headline)),
    ...quoteNearest(voice, citationsOf(rules)),
  };
}

/** A member of an open set that the text does not name: only that the text is silent, and the sentence itself. */
export function composeOpenSetMember(voice: Voice, rule: ComponentRule): AnswerDocument {
  const { words } = voice;
  const label = rule.openSet?.label ?? rule.label;
  return {
    ...plainDocument('not-covered', 'not-covered', 'silent', plain(words.say('note.open-set', { label }))),
    ...quoteNearest(voice, citationsOf([rule])),
  };
}

function composeSaid(
  voice: Voice,
  component: string,
  { statements, context }: Extract<ComponentFinding, { kind: 'said' }>,
): AnswerDocument {
  const { words } = voice;
  const [first, second] = statements;
  const rules = statements.map((statement) => statement.rule);
  const certain = statements.every((statement) => statement.when.kind === 'always');
  const headline =
    second !== undefined
      ? words.say('component.several', { component })
      : certain
        ? words.say('component.headline', { component, status: words.say(`status.${first.rule.status}`) })
        : words.say('component.depends', { component });
  return {
    ...plainDocument('answer', 'component', iconOf(first, certain), cited(headline, certain ? rules : [])),
    notes: context === 'from-rule' || second !== undefined ? [] : [sayHop(voice, first)],
    points: [
      ...statements.map((statement) =>
        sayStatement(voice, statement, second !== undefined || context === 'from-rule'),
      ),
      ...(certain ? [] : [plain(words.say('component.otherwise'))]),
    ],
  };
}

function iconOf({ rule }: ComponentStatement, certain: boolean): AnswerDocument['icon'] {
  if (!certain) return 'depends';
  switch (rule.status) {
    case 'supported':
      return 'yes';
    case 'cannot-be-installed':
    case 'not-supported':
    case 'no-longer-supported':
      return 'no';
    case 'deprecated':
    case 'requires-action':
    case 'replaced':
      return 'issues';
  }
}

function sayStatement(voice: Voice, statement: ComponentStatement, withHop: boolean): Sentence {
  const text = onlyIf(voice, statement.when, statement.rule.says);
  const hop = withHop && statement.from !== undefined;
  const names = {
    from: nameProduct(voice.knowledge, statement.from ?? ''),
    to: nameProduct(voice.knowledge, statement.to),
  };
  return cited(hop ? voice.words.say('condition.hop', { ...names, statement: text }) : text, [
    statement.rule,
  ]);
}

function sayHop(voice: Voice, { rule, from, to }: ComponentStatement): Sentence {
  const names = { to: nameProduct(voice.knowledge, to) };
  return cited(
    from === undefined
      ? voice.words.say('component.said-of-target', names)
      : voice.words.say('component.said-of', { ...names, from: nameProduct(voice.knowledge, from) }),
    [rule],
  );
}

function composeSilent(voice: Voice, id: string, facts: Facts): AnswerDocument {
  const { words, knowledge } = voice;
  const component = knowledge.components.get(id)?.name ?? id;
  const installed = facts['installed'];
  const target = facts['target'];
  const [onlyTarget] = knowledge.targets;
  const from = installed?.kind === 'is' ? nameProducts(voice, installed.values, 'or') : undefined;
  const ends =
    target?.kind === 'is'
      ? target.values
      : knowledge.targets.size === 1 && onlyTarget !== undefined
        ? [onlyTarget]
        : undefined;
  const headline =
    from === undefined || ends === undefined || target?.kind === 'outside'
      ? words.say('verdict.not-covered.component-open', { component })
      : words.say('verdict.not-covered.component', { component, from, to: nameProducts(voice, ends, 'or') });
  return {
    ...plainDocument('not-covered', 'not-covered', 'silent', plain(headline)),
    ...quoteFirst(voice, knowledge.index.componentCitations.get(id) ?? []),
  };
}
