import type { NonEmpty } from '../model/non-empty.ts';
import type { Facts } from '../model/fact.ts';
import { nonEmpty } from '../model/non-empty.ts';
import type { Rule } from '../model/rule.ts';
import { hopsOf, type Branch, type Outcome, type Plan, type PlannedHop } from '../planning/outcome.ts';
import { composeAlternative } from './compose-alternative.ts';
import { quoteNearest } from './compose-nearest.ts';
import { composeReferences } from './compose-references.ts';
import { rulesNear } from './compose-proposed-route.ts';
import { composeSteps } from './compose-step.ts';
import { plainDocument, type AnswerDocument, type Sentence } from './document.ts';
import { nameProducts } from './name-products.ts';
import { sayCondition } from './say-condition.ts';
import { rulesOf, sayStops, sayVerdict } from './say-verdict.ts';
import { cited, citationsOf, plain } from './sentence.ts';
import type { AnswerContext } from './answer-context.ts';

/**
 * The advice of plans that are equal, as a document: the verdict, then the steps with their issues, alternatives and
 * references. If there are several plans, it names the product of each.
 */
export function composeAdvice(
  context: AnswerContext,
  plans: NonEmpty<Plan>,
  targetAssumed: boolean,
): AnswerDocument {
  const [plan] = plans;
  const { words } = context;
  const { from, to } = endsOf(context, plans);
  const { headline, verdict, icon } = sayVerdict(context, plans, from, to);
  const kind = verdict === 'not-covered' ? 'not-covered' : verdict === 'depends' ? 'question' : 'answer';
  const hops = hopsOf(plan.outcome);
  return {
    ...plainDocument(kind, verdict, icon, headline),
    notes: [
      ...(targetAssumed ? [plain(words.say('note.target-assumed', { target: to }))] : []),
      ...composeNotes(context, plan),
      ...plan.underReview.map((rule) => composeReview(context, rule)),
    ],
    lead: composeLead(context, plan.outcome),
    steps: composeSteps(context, hopsOfAll(plans)),
    points:
      plan.outcome.kind === 'depends'
        ? plan.outcome.branches.map((branch) => composeBranch(context, branch))
        : [],
    alternatives: plan.alternatives.map((way) => composeAlternative(context, way, hops, 'below-route')),
    references: composeReferences(context, plan.references),
    ...(verdict === 'not-covered'
      ? quoteNearest(context, citationsOf(rulesNear(context.knowledge, [plan.from, plan.to])))
      : {}),
    route: hops,
    alternativeRules: plan.alternatives,
    subject: subjectOf(plans),
  };
}

/** The hops of equal plans, each with the statements of all plans: every product has its own statement on the same step. */
function hopsOfAll(plans: NonEmpty<Plan>): readonly PlannedHop[] {
  const all = plans.map((plan) => hopsOf(plan.outcome));
  return hopsOf(plans[0].outcome).map((hop, i) => {
    const same = all.flatMap((hops) => hops[i] ?? []);
    return {
      ...hop,
      routes: [...new Set(same.flatMap(({ routes }) => routes))],
      own: [...new Set(same.flatMap(({ own }) => own))],
    };
  });
}

/** The names of all starts and of all ends of the plans. */
export function endsOf(
  context: AnswerContext,
  plans: NonEmpty<Plan>,
): { readonly from: string; readonly to: string } {
  const name = (ids: readonly string[]) => nameProducts(context, ids, 'or');
  return { from: name(plans.map((each) => each.from)), to: name(plans.map((each) => each.to)) };
}

/** The sentence that a rule is under review, with its lines. */
export function composeReview({ words }: AnswerContext, rule: Rule): Sentence {
  const lines = rule.citations.map((citation) => String(citation.lines[0])).join(', ');
  return cited(words.say('verdict.under-review', { lines }), [rule]);
}

/** The products of the plans, as facts. */
function subjectOf(plans: NonEmpty<Plan>): Facts {
  const installed = nonEmpty([...new Set(plans.map((plan) => plan.from))]);
  const target = nonEmpty([...new Set(plans.map((plan) => plan.to))]);
  return {
    ...(installed === undefined ? {} : { installed: { kind: 'is', values: installed } }),
    ...(target === undefined ? {} : { target: { kind: 'is', values: target } }),
  };
}

function composeNotes({ words }: AnswerContext, plan: Plan): readonly Sentence[] {
  const { outcome, alternatives } = plan;
  if (outcome.kind === 'not-supported')
    return alternatives.length > 0 ? [] : [plain(words.say('note.no-other-route'))];
  if (outcome.kind === 'supported-via' && outcome.composed) return [plain(words.say('note.composed'))];
  if (outcome.kind !== 'supported') return [];
  const [hop] = outcome.hops;
  if (hop.basis === 'stated') return [];
  return hop.routes.length > 0
    ? [cited(words.say('note.implied-by-routes'), hop.routes)]
    : [cited(words.say('note.implied'), hop.own)];
}

function composeLead({ words }: AnswerContext, outcome: Outcome): Sentence | undefined {
  const hops = hopsOf(outcome);
  if (hops.length < 2) return undefined;
  const goal = outcome.kind === 'supported-via' ? outcome.route[0].goal : undefined;
  if (goal === undefined) return plain(words.say('route.lead'));
  const said = outcome.kind === 'supported-via' && outcome.against.length === 0;
  return cited(words.say('route.lead-for-goal', { goal }), said ? rulesOf(outcome) : []);
}

function composeBranch(context: AnswerContext, { when, outcome }: Branch): Sentence {
  const condition = sayCondition(context, when);
  return cited(
    context.words.say('branch.if', { condition, outcome: sayBranch(context, outcome) }),
    rulesOf(outcome),
  );
}

function sayBranch(context: AnswerContext, outcome: Branch['outcome']): string {
  const { words } = context;
  return outcome.kind === 'supported-via'
    ? words.say('branch.supported-via', { via: sayStops(context, outcome, 'and') })
    : words.say(`branch.${outcome.kind}`);
}
