import { composePlannedAdvice } from '../answers/compose-topic.ts';
import { composeProposedRoute } from '../answers/compose-proposed-route.ts';
import { plainDocument, type AnswerDocument } from '../answers/document.ts';
import { plain } from '../answers/sentence.ts';
import type { AnswerContext } from '../answers/answer-context.ts';
import type { Role } from '../../contract/index.ts';
import type { Facts } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { planAdvice, type PlannedAdvice } from '../planning/plan-advice.ts';
import { hopsOf, pathOf } from '../planning/outcome.ts';
import { composeFactQuestion, composeProductQuestion } from '../answers/compose-question.ts';
import { planProductQuestion } from '../questions/plan-product-question.ts';
import { planQuestion } from '../questions/plan-question.ts';
import type { Question } from '../questions/question.ts';
import type { Flow, FlowEnd } from '../model/flow.ts';

/** The id of the internal fact for the stops of a route that the user proposes. */
export const PROPOSED_VIA = '$via';

/** The answer to one topic: its documents, and the question that can still change them. */
export interface TopicResponse {
  readonly documents: NonEmpty<AnswerDocument>;
  readonly question: Question | undefined;
  /** The facts that it is the answer for, with an assumed target. */
  readonly facts: Facts;
  /** Why there are several documents: it is not known which one applies, all were asked for, or products are compared. */
  readonly list: 'unknown' | 'all' | 'compared' | undefined;
}

/** The advice for the known facts, or the question that must be answered first. */
export function respondWithAdvice(
  context: AnswerContext,
  flows: readonly Flow[],
  facts: Facts,
): TopicResponse {
  const { knowledge } = context;
  const roles = rolesOf(flows, 'advice');
  const advice = planAdvice(knowledge, facts);
  const proposed = proposedRoute(knowledge, facts, advice);
  if (proposed !== undefined) {
    return {
      documents: [composeProposedRoute(context, proposed)],
      question: undefined,
      facts,
      list: undefined,
    };
  }
  const documents = nonEmpty(composePlannedAdvice(context, advice) ?? []);
  if (documents === undefined || advice.kind === 'unclear') return clarify(context, advice, facts, roles);
  return {
    documents,
    question: advice.kind === 'advice' ? adviceQuestion(context, advice, facts, roles) : undefined,
    facts: withTarget(facts, advice),
    list: advice.kind === 'list' ? 'unknown' : undefined,
  };
}

/** The question that can still change the advice: for a fact, or for the product if it decides the alternatives. */
function adviceQuestion(
  context: AnswerContext,
  { plans, narrows }: Extract<PlannedAdvice, { kind: 'advice' }>,
  facts: Facts,
  roles: readonly Role[],
): Question | undefined {
  if (narrows !== undefined && roles.includes(narrows.role) && facts[narrows.role]?.kind !== 'unknown') {
    const { role, candidates } = narrows;
    return composeProductQuestion(context, planProductQuestion(context.knowledge, role, candidates, facts));
  }
  const planned = planQuestion(context.knowledge, plans, facts, roles);
  return planned === undefined ? undefined : composeFactQuestion(context, planned);
}

/** The route that the user proposes, if it is not the stated one; else undefined. */
function proposedRoute(
  knowledge: Knowledge,
  facts: Facts,
  advice: PlannedAdvice,
): readonly string[] | undefined {
  const via = facts[PROPOSED_VIA];
  if (via?.kind !== 'is' || advice.kind !== 'advice') return undefined;
  const [plan] = advice.plans;
  const route = [plan.from, ...via.values, plan.to];
  const stated = pathOf(plan.outcome);
  const needed = hopsOf(plan.outcome).flatMap((hop) => (hop.when.kind === 'always' ? [hop.to] : []));
  const places = route.map((stop) => stated.indexOf(stop));
  const inOrder = places.every((at, i) => at >= 0 && at > (places[i - 1] ?? -1));
  const whole = needed.every((stop) => route.includes(stop));
  return (inOrder && whole) || !knowledge.products.has(plan.from) ? undefined : route;
}

/** A response that only asks, because a product must be known first. */
export function clarify(
  context: AnswerContext,
  advice: PlannedAdvice,
  facts: Facts,
  roles: readonly Role[],
): TopicResponse {
  const role = advice.kind === 'unclear' ? advice.role : 'installed';
  const candidates = advice.kind === 'unclear' ? advice.candidates : context.knowledge.productIndex.starts;
  const told = facts[role];
  const askable = roles.includes(role) && told?.kind !== 'unknown' && candidates !== undefined;
  const question = askable
    ? composeProductQuestion(context, planProductQuestion(context.knowledge, role, candidates, facts))
    : undefined;
  const headline = question?.prompt ?? context.words.say('chat.say-again');
  return {
    documents: [plainDocument('question', 'clarify', 'question', plain(headline))],
    question,
    facts,
    list: undefined,
  };
}

/** The facts with the target that was assumed, if one was. */
export function withTarget(facts: Facts, advice: PlannedAdvice): Facts {
  if (advice.kind !== 'advice' || !advice.targetAssumed) return facts;
  return { ...facts, target: { kind: 'is', values: [advice.plans[0].to] } };
}

/** The roles that the flow for this kind of answer may ask for. */
export function rolesOf(flows: readonly Flow[], end: FlowEnd): readonly Role[] {
  return flows.find((flow) => flow.ends === end)?.asks ?? [];
}
