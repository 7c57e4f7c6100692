import type { NonEmpty } from '../model/non-empty.ts';
import type { Branch, Conditional, Outcome, Plan, PlannedHop } from '../planning/outcome.ts';
import { hopsOf, pathOf } from '../planning/outcome.ts';
import type { AlternativeRule, Rule, UpgradeRule } from '../model/rule.ts';
import type { VerdictName } from './answer.ts';
import { quoteNearest } from './compose-nearest.ts';
import { rulesNear } from './compose-route.ts';
import { composeReferences } from './compose-references.ts';
import { composeStep } from './compose-step.ts';
import {
  plainDocument,
  type AlternativeBlock,
  type AnswerDocument,
  type Icon,
  type Sentence,
} from './document.ts';
import { nameProduct, nameProducts } from './name-products.ts';
import { sayCondition } from './say-condition.ts';
import { cited, citationsOf, plain } from './sentence.ts';
import type { Voice } from './voice.ts';

/**
 * The advice of equal plans as a document: the verdict first, then the steps with their issues, other ways, references.
 * With several plans it names each product that it answers for.
 */
export function composeAdvice(voice: Voice, plans: NonEmpty<Plan>, targetAssumed: boolean): AnswerDocument {
  const [plan] = plans;
  const { words } = voice;
  const from = nameProducts(
    voice,
    plans.map((each) => each.from),
    'or',
  );
  const to = nameProducts(
    voice,
    plans.map((each) => each.to),
    'or',
  );
  const { headline, verdict, icon } = sayVerdict(voice, plans, from, to);
  const kind = verdict === 'not-covered' ? 'not-covered' : verdict === 'depends' ? 'question' : 'answer';
  return {
    ...plainDocument(kind, verdict, icon, headline),
    notes: [
      ...(targetAssumed ? [plain(words.say('note.target-assumed', { target: to }))] : []),
      ...composeNotes(voice, plan),
      ...plan.underReview.map((rule) => composeReview(voice, rule)),
    ],
    lead: composeLead(voice, plan.outcome),
    steps: hopsOf(plan.outcome).map((hop, _, hops) => composeStep(voice, hop, hops.length === 1)),
    points:
      plan.outcome.kind === 'depends'
        ? plan.outcome.branches.map((branch) => composeBranch(voice, branch))
        : [],
    alternatives: plan.alternatives.map((alternative) =>
      composeAlternative(voice, alternative, hopsOf(plan.outcome)),
    ),
    references: composeReferences(voice, plan.references),
    ...(verdict === 'not-covered'
      ? quoteNearest(voice, citationsOf(rulesNear(voice.knowledge, [plan.from, plan.to])))
      : {}),
    plan,
  };
}

/** That a statement is switched off for now, with the lines where it stands. */
export function composeReview({ words }: Voice, rule: Rule): Sentence {
  const lines = rule.citations.map((citation) => String(citation.lines[0])).join(', ');
  return cited(words.say('verdict.under-review', { lines }), [rule]);
}

interface SaidVerdict {
  readonly headline: Sentence;
  readonly verdict: VerdictName;
  readonly icon: Icon;
}

function sayVerdict(voice: Voice, plans: NonEmpty<Plan>, from: string, to: string): SaidVerdict {
  const { words } = voice;
  const names = { from, to };
  const { outcome } = plans[0];
  const carriers = uniqueRules(plans.flatMap((plan) => rulesOf(plan.outcome)));
  switch (outcome.kind) {
    case 'supported': {
      const withIssues = outcome.hops.some((hop) => hop.issues.length > 0);
      const verdict = withIssues ? 'supported-with-issues' : 'supported';
      return {
        headline: cited(words.say(`verdict.${verdict}`, names), carriers),
        verdict,
        icon: withIssues ? 'issues' : 'yes',
      };
    }
    case 'supported-via': {
      const against = uniqueRules(plans.flatMap((plan) => againstOf(plan.outcome)));
      const via = nameProducts(voice, pathOf(outcome).slice(1, -1), 'and');
      const headline =
        against.length > 0
          ? cited(words.say('verdict.direct-not-supported', names), against)
          : cited(words.say('verdict.supported-via', { ...names, via }), carriers);
      return { headline, verdict: 'supported-via', icon: 'via' };
    }
    case 'not-supported': {
      const key = outcome.rules.every((rule) => rule.direct)
        ? 'verdict.direct-not-supported'
        : 'verdict.not-supported';
      return { headline: cited(words.say(key, names), carriers), verdict: 'not-supported', icon: 'no' };
    }
    case 'not-recommended':
      return {
        headline: cited(words.say('verdict.not-recommended', names), carriers),
        verdict: 'not-recommended',
        icon: 'issues',
      };
    case 'conflict':
      return {
        headline: cited(words.say('verdict.conflict', names), carriers),
        verdict: 'depends',
        icon: 'depends',
      };
    case 'depends':
      return { headline: plain(words.say('verdict.depends', names)), verdict: 'depends', icon: 'depends' };
    case 'not-covered':
      return {
        headline: plain(
          plans[0].from === plans[0].to
            ? words.say('verdict.not-covered.same', { product: to })
            : words.say('verdict.not-covered', names),
        ),
        verdict: 'not-covered',
        icon: 'silent',
      };
  }
}

/** The statements that carry an outcome. */
function rulesOf(outcome: Outcome): readonly UpgradeRule[] {
  switch (outcome.kind) {
    case 'supported':
      return outcome.hops.flatMap((hop) => [...hop.routes, ...hop.own]);
    case 'supported-via':
      return outcome.route;
    case 'not-recommended':
    case 'not-supported':
    case 'conflict':
      return outcome.rules;
    case 'depends':
      return outcome.branches.flatMap((branch) => rulesOf(branch.outcome));
    case 'not-covered':
      return [];
  }
}

function againstOf(outcome: Outcome): readonly UpgradeRule[] {
  return outcome.kind === 'supported-via' ? outcome.against : [];
}

function uniqueRules(rules: readonly UpgradeRule[]): readonly UpgradeRule[] {
  return [...new Set(rules)];
}

function composeNotes({ words }: Voice, plan: Plan): readonly Sentence[] {
  const { outcome } = plan;
  if (outcome.kind === 'not-supported') return [plain(words.say('note.no-other-route'))];
  if (outcome.kind === 'supported-via' && outcome.composed) return [plain(words.say('note.composed'))];
  if (outcome.kind !== 'supported') return [];
  const [hop] = outcome.hops;
  if (hop.basis === 'stated') return [];
  return hop.routes.length > 0
    ? [cited(words.say('note.implied-by-routes'), hop.routes)]
    : [cited(words.say('note.implied'), hop.own)];
}

function composeLead({ words }: Voice, outcome: Outcome): Sentence | undefined {
  if (outcome.kind !== 'supported-via') return undefined;
  const goal = outcome.route[0].goal;
  return goal === undefined
    ? plain(words.say('route.lead'))
    : cited(words.say('route.lead-for-goal', { goal }), outcome.against.length > 0 ? [] : outcome.route);
}

function composeBranch(voice: Voice, { when, outcome }: Branch): Sentence {
  const condition = sayCondition(voice, when);
  return cited(
    voice.words.say('branch.if', { condition, outcome: sayBranch(voice, outcome) }),
    rulesOf(outcome),
  );
}

function sayBranch(voice: Voice, outcome: Branch['outcome']): string {
  const { words } = voice;
  if (outcome.kind !== 'supported-via') return words.say(`branch.${outcome.kind}`);
  const via = pathOf(outcome)
    .slice(1, -1)
    .map((id) => nameProduct(voice.knowledge, id));
  return words.say('branch.supported-via', { via: via.join(', ') });
}

function composeAlternative(
  voice: Voice,
  { rule, when }: Conditional<AlternativeRule>,
  hops: readonly PlannedHop[],
): AlternativeBlock {
  const { words } = voice;
  const issuesAbove = hops.some((hop) => hop.issues.length > 0);
  const lead =
    when.kind === 'always'
      ? words.say('alternative.lead')
      : words.say('alternative.lead-if', { condition: sayCondition(voice, when) });
  const steps = rule.steps.map((step) =>
    cited([step.do, step.effect].filter((text) => text !== undefined).join(' '), [rule]),
  );
  return {
    lead: cited(lead, [rule]),
    steps,
    unsaid: plain(words.say(issuesAbove ? 'alternative.unsaid-issues' : 'alternative.unsaid-outcome')),
  };
}
