import { composeConsideration } from '../answers/compose-topic.ts';
import { composeProposedRoute } from '../answers/compose-route.ts';
import { plainDocument, type AnswerDocument } from '../answers/document.ts';
import { plain } from '../answers/sentence.ts';
import type { Voice } from '../answers/voice.ts';
import type { Role } from '../../contract/index.ts';
import type { Facts } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { consider, type Consideration } from '../planning/consider.ts';
import { hopsOf, pathOf } from '../planning/outcome.ts';
import { composeFactQuestion, composeProductQuestion } from '../answers/compose-question.ts';
import { planProductQuestion } from '../questions/plan-product-question.ts';
import { planQuestion } from '../questions/plan-question.ts';
import type { Question } from '../questions/question.ts';
import type { Flow, FlowEnd } from '../model/flow.ts';

/** The internal fact that holds the stops of a route that the user proposes. */
export const PROPOSED_VIA = '$via';

/** What is said to one topic: its documents, and the question that can still change them. */
export interface Response {
  readonly documents: NonEmpty<AnswerDocument>;
  readonly question: Question | undefined;
  /** The facts that it was answered for, an assumed target included. */
  readonly facts: Facts;
  /** Why there are several documents: it is not known which holds, all were asked for, or they are compared. */
  readonly list: 'unknown' | 'all' | 'compared' | undefined;
}

export function respondWithAdvice(voice: Voice, flows: readonly Flow[], facts: Facts): Response {
  const { knowledge } = voice;
  const roles = rolesOf(flows, 'advice');
  const consideration = consider(knowledge, facts);
  const proposed = proposedRoute(knowledge, facts, consideration);
  if (proposed !== undefined) {
    return {
      documents: [composeProposedRoute(voice, proposed)],
      question: undefined,
      facts,
      list: undefined,
    };
  }
  const documents = nonEmpty(composeConsideration(voice, consideration) ?? []);
  if (documents === undefined || consideration.kind === 'unclear')
    return clarify(voice, consideration, facts, roles);
  return {
    documents,
    question:
      consideration.kind === 'advice' ? adviceQuestion(voice, consideration, facts, roles) : undefined,
    facts: withTarget(facts, consideration),
    list: consideration.kind === 'list' ? 'unknown' : undefined,
  };
}

/** The question that can still change the advice: on a fact, or on which product it is where other ways hang on it. */
function adviceQuestion(
  voice: Voice,
  { plans, narrows }: Extract<Consideration, { kind: 'advice' }>,
  facts: Facts,
  roles: readonly Role[],
): Question | undefined {
  if (narrows !== undefined && roles.includes(narrows.role) && facts[narrows.role]?.kind !== 'unknown') {
    const { role, candidates } = narrows;
    return composeProductQuestion(voice, planProductQuestion(voice.knowledge, role, candidates, facts));
  }
  const planned = planQuestion(voice.knowledge, plans, facts, roles);
  return planned === undefined ? undefined : composeFactQuestion(voice, planned);
}

/** The route that the user proposes, where no statement gives it. */
function proposedRoute(
  knowledge: Knowledge,
  facts: Facts,
  consideration: Consideration,
): readonly string[] | undefined {
  const via = facts[PROPOSED_VIA];
  if (via?.kind !== 'is' || consideration.kind !== 'advice') return undefined;
  const [plan] = consideration.plans;
  const route = [plan.from, ...via.values, plan.to];
  const stated = pathOf(plan.outcome);
  const needed = hopsOf(plan.outcome).flatMap((hop) => (hop.when.kind === 'always' ? [hop.to] : []));
  const places = route.map((stop) => stated.indexOf(stop));
  const inOrder = places.every((at, i) => at >= 0 && at > (places[i - 1] ?? -1));
  const whole = needed.every((stop) => route.includes(stop));
  return (inOrder && whole) || !knowledge.products.has(plan.from) ? undefined : route;
}

/** The question that comes before any advice. */
export function clarify(
  voice: Voice,
  consideration: Consideration,
  facts: Facts,
  roles: readonly Role[],
): Response {
  const role = consideration.kind === 'unclear' ? consideration.role : 'installed';
  const candidates =
    consideration.kind === 'unclear' ? consideration.candidates : voice.knowledge.productIndex.starts;
  const told = facts[role];
  const askable = roles.includes(role) && told?.kind !== 'unknown' && candidates !== undefined;
  const question = askable
    ? composeProductQuestion(voice, planProductQuestion(voice.knowledge, role, candidates, facts))
    : undefined;
  const headline = question?.prompt ?? voice.words.say('chat.say-again');
  return {
    documents: [plainDocument('question', 'clarify', 'question', plain(headline))],
    question,
    facts,
    list: undefined,
  };
}

export function withTarget(facts: Facts, consideration: Consideration): Facts {
  if (consideration.kind !== 'advice' || !consideration.targetAssumed) return facts;
  return { ...facts, target: { kind: 'is', values: [consideration.plans[0].to] } };
}

export function rolesOf(flows: readonly Flow[], end: FlowEnd): readonly Role[] {
  return flows.find((flow) => flow.ends === end)?.asks ?? [];
}
