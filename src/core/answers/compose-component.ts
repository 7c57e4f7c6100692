import type { Facts } from '../model/fact.ts';
import { findComponent, type ComponentFinding, type ComponentStatement } from '../planning/find-component.ts';
import { conditionKey } from '../conditions/condition-key.ts';
import type { NonEmpty } from '../model/non-empty.ts';
import type { ComponentRule } from '../model/rule.ts';
import { quoteFirst, quoteNearest } from './compose-nearest.ts';
import { onlyIf } from './compose-step.ts';
import { plainDocument, type AnswerDocument, type Sentence } from './document.ts';
import { nameProduct, nameProducts } from './name-products.ts';
import { cited, citationsOf, plain } from './sentence.ts';
import type { AnswerContext } from './answer-context.ts';

/** What is said of one component, with its conditions; if nothing is said, that it is not covered. */
export function composeComponent(context: AnswerContext, component: string, facts: Facts): AnswerDocument {
  const finding = findComponent(context.knowledge, component, facts);
  if (finding.kind === 'silent') return composeSilent(context, component, facts);
  const name = context.knowledge.components.get(component)?.name ?? component;
  const [{ rule }] = finding.statements;
  return composeSaid(
    context,
    rule.components.includes(component) && rule.components.length === 1 ? rule.label : name,
    finding,
  );
}

/** Another release or edition of a component than the text names: not covered, with what is said of the named one. */
export function composeOtherComponent(
  context: AnswerContext,
  component: string,
  said: string,
): AnswerDocument {
  const rules = context.knowledge.index.componentRules.get(component) ?? [];
  const headline = context.words.say('verdict.not-covered.component-other', { said });
  return {
    ...plainDocument('not-covered', 'not-covered', 'silent', plain(headline)),
    ...quoteNearest(context, citationsOf(rules)),
  };
}

/** A component that may be one of "some components that …": not covered, with the sentence itself. */
export function composeOpenSetMember(context: AnswerContext, rule: ComponentRule): AnswerDocument {
  const { words } = context;
  const label = rule.openSet?.label ?? rule.label;
  return {
    ...plainDocument('not-covered', 'not-covered', 'silent', plain(words.say('note.open-set', { label }))),
    ...quoteNearest(context, citationsOf([rule])),
  };
}

/** One certain statement is the headline; several, or one with a condition, are points below a headline. */
function composeSaid(
  context: AnswerContext,
  component: string,
  { statements, hopFrom }: Extract<ComponentFinding, { kind: 'said' }>,
): AnswerDocument {
  const { words } = context;
  const [first, ...rest] = statements;
  const certain = statements.every((statement) => statement.when.kind === 'always');
  const icon = iconOf(first, certain);
  const document = (headline: Sentence) => plainDocument('answer', 'component', icon, headline);
  const otherwise = certain ? [] : [plain(words.say('component.otherwise'))];
  const groups = groupStatements(statements);
  if (groups.length > 1) {
    const headline = words.say('component.several', { component });
    const points = groups.map((group) => sayStatement(context, group, true));
    return { ...document(plain(headline)), points: [...points, ...otherwise] };
  }
  const notes = sayHop(context, [first, ...rest], hopFrom);
  const said = sayStatement(context, [first, ...rest], false);
  return certain
    ? { ...document(said), notes }
    : {
        ...document(plain(words.say('component.depends', { component }))),
        notes,
        points: [said, ...otherwise],
      };
}

/** Statements of the same rule under the same condition, grouped: they are one sentence that names all their hops. */
function groupStatements(statements: NonEmpty<ComponentStatement>): readonly NonEmpty<ComponentStatement>[] {
  const groups = new Map<string, NonEmpty<ComponentStatement>>();
  for (const statement of statements) {
    const key = `${statement.rule.id}\n${conditionKey(statement.when)}`;
    const group = groups.get(key);
    groups.set(key, group === undefined ? [statement] : [...group, statement]);
  }
  return [...groups.values()];
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

function sayStatement(
  context: AnswerContext,
  group: NonEmpty<ComponentStatement>,
  withHop: boolean,
): Sentence {
  const [{ rule, when }] = group;
  const text = onlyIf(context, when, rule.says);
  const { from, to } = hopsOfGroup(context, group);
  return cited(
    withHop && from !== undefined ? context.words.say('condition.hop', { from, to, statement: text }) : text,
    [rule],
  );
}

/** The note which upgrade a statement is about; none if the statement itself names the release. */
function sayHop(
  context: AnswerContext,
  group: NonEmpty<ComponentStatement>,
  hopFrom: 'told' | 'from-rule',
): readonly Sentence[] {
  const { words } = context;
  const [{ rule }] = group;
  const { from, to } = hopsOfGroup(context, group);
  if (from !== undefined) return [cited(words.say('component.said-of', { from, to }), [rule])];
  const all = hopFrom === 'told' ? to : nameProducts(context, rule.on.to, 'and');
  return rule.on.to.some((id) => rule.says.includes(nameProduct(context.knowledge, id)))
    ? []
    : [cited(words.say('component.said-of-target', { to: all }), [rule])];
}

function hopsOfGroup(
  context: AnswerContext,
  group: NonEmpty<ComponentStatement>,
): { readonly from: string | undefined; readonly to: string } {
  const starts = group.flatMap(({ from }) => from ?? []);
  const ends = group.map(({ to }) => to);
  return {
    from: starts.length < group.length ? undefined : nameProducts(context, starts, 'or'),
    to: nameProducts(context, ends, 'or'),
  };
}

function composeSilent(context: AnswerContext, id: string, facts: Facts): AnswerDocument {
  const { knowledge } = context;
  const component = knowledge.components.get(id)?.name ?? id;
  const installed = facts['installed'];
  const target = facts['target'];
  const [onlyTarget] = knowledge.targets;
  const from = installed?.kind === 'is' ? nameProducts(context, installed.values, 'or') : undefined;
  const ends =
    target?.kind === 'is'
      ? target.values
      : knowledge.targets.size === 1 && onlyTarget !== undefined
        ? [onlyTarget]
        : undefined;
  const headline = sayNotCovered(context, component, from, target?.kind === 'outside' ? undefined : ends);
  return {
    ...plainDocument('not-covered', 'not-covered', 'silent', plain(headline)),
    ...quoteFirst(context, knowledge.index.componentCitations.get(id) ?? []),
  };
}

function sayNotCovered(
  context: AnswerContext,
  component: string,
  from: string | undefined,
  ends: readonly string[] | undefined,
): string {
  const { words } = context;
  if (ends === undefined) return words.say('verdict.not-covered.component-open', { component });
  const to = nameProducts(context, ends, 'or');
  return from === undefined
    ? words.say('verdict.not-covered.component-target', { component, to })
    : words.say('verdict.not-covered.component', { component, from, to });
}
