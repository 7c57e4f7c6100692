import { composeAspect } from '../answers/compose-aspect.ts';
import { composeOverview } from '../answers/compose-overview.ts';
import { composeRunning, limitToUpgrade } from '../answers/compose-running.ts';
import { composeTopic, type QuickTopic } from '../answers/compose-topic.ts';
import { plainDocument } from '../answers/document.ts';
import { plain } from '../answers/sentence.ts';
import type { AnswerContext } from '../answers/answer-context.ts';
import type { Facts } from '../model/fact.ts';
import { mapNonEmpty, nonEmpty } from '../model/non-empty.ts';
import { planAdvice } from '../planning/plan-advice.ts';
import { viewPlan, type Aspect } from '../planning/view-plan.ts';
import { composeFactQuestion } from '../answers/compose-question.ts';
import { planComponentQuestion } from '../questions/plan-component-question.ts';
import { planQuestion } from '../questions/plan-question.ts';
import type { Topic } from '../model/topic.ts';
import { cacheResponses } from './cache-responses.ts';
import {
  clarify,
  respondWithAdvice,
  rolesOf,
  withTarget,
  type TopicResponse,
} from './respond-with-advice.ts';
import type { Flow } from '../model/flow.ts';

/** The response to one topic. The same topic and facts always give the same response. */
export const respond = cacheResponses(compose);

function compose(context: AnswerContext, flows: readonly Flow[], topic: Topic, facts: Facts): TopicResponse {
  switch (topic.kind) {
    case 'advice':
      return respondWithAdvice(context, flows, facts);
    case 'alternative':
    case 'requirement':
    case 'reason':
      return respondWithAspect(context, flows, topic.kind, facts);
    case 'list':
      return respondWithList(context, flows, facts);
    case 'issues':
    case 'upgrades':
      return respondWithOverview(context, flows, topic.kind, facts);
    case 'running':
      return respondToRunning(context, flows, topic, facts);
    case 'compare':
      return respondWithComparison(context, flows, topic.products, facts);
    case 'component':
    case 'unnamed-component':
    case 'statement':
    case 'open-set':
    case 'reference':
    case 'silence':
      return respondToTopic(context, flows, topic, facts);
  }
}

function respondToTopic(
  context: AnswerContext,
  flows: readonly Flow[],
  topic: QuickTopic,
  facts: Facts,
): TopicResponse {
  const document =
    composeTopic(context, topic, facts) ??
    plainDocument('chat', 'chat', 'info', plain(context.words.say('chat.not-understood')));
  const planned =
    topic.kind === 'component' && topic.said === undefined
      ? planComponentQuestion(context.knowledge, topic.component, facts, rolesOf(flows, 'component'))
      : undefined;
  return {
    documents: [document],
    question: planned === undefined ? undefined : composeFactQuestion(context, planned),
    facts,
    list: undefined,
  };
}

/** One aspect of the upgrade; all of the advice if it is not clear which product is meant. */
function respondWithAspect(
  context: AnswerContext,
  flows: readonly Flow[],
  aspect: Aspect,
  facts: Facts,
): TopicResponse {
  const { knowledge } = context;
  const advice = planAdvice(knowledge, facts);
  if (advice.kind !== 'advice') return respondWithAdvice(context, flows, facts);
  const planned = planQuestion(knowledge, advice.plans, facts, rolesOf(flows, aspect), (plan) =>
    viewPlan(plan, aspect),
  );
  const document = composeAspect(context, advice.plans, aspect);
  return {
    documents: [document],
    question:
      planned === undefined || document.kind === 'not-covered'
        ? undefined
        : composeFactQuestion(context, planned),
    facts: withTarget(facts, advice),
    list: undefined,
  };
}

/** The advice for each product of the family that was named, or for every product. */
function respondWithList(context: AnswerContext, flows: readonly Flow[], facts: Facts): TopicResponse {
  const installed = facts['installed'];
  // No target is known and there are several: all statements on upgrades are listed.
  const isOpen = facts['target'] === undefined && context.knowledge.targets.size > 1;
  const all = isOpen ? composeOverview(context, 'upgrades', facts) : undefined;
  if (all !== undefined) return { documents: [all], question: undefined, facts, list: undefined };
  const ends = context.knowledge.productIndex.ends;
  if (isOpen && ends !== undefined)
    return clarify(
      context,
      { kind: 'unclear', role: 'target', candidates: ends },
      facts,
      rolesOf(flows, 'advice'),
    );
  const among = installed?.kind === 'is' ? installed.values : [...context.knowledge.installable];
  const response = respondWithAdvice(context, flows, { ...facts, installed: { kind: 'unknown', among } });
  return { ...response, facts, list: response.list === undefined ? undefined : 'all' };
}

/** What no longer works, or which upgrades there are: for the known product, else for all. */
function respondWithOverview(
  context: AnswerContext,
  flows: readonly Flow[],
  kind: 'issues' | 'upgrades',
  facts: Facts,
): TopicResponse {
  const isOpen = facts['installed'] === undefined && facts['target']?.kind !== 'outside';
  const document = isOpen ? composeOverview(context, kind, facts) : undefined;
  if (document === undefined) return respondWithAdvice(context, flows, facts);
  return { documents: [document], question: undefined, facts, list: undefined };
}

function respondToRunning(
  context: AnswerContext,
  flows: readonly Flow[],
  { asks, place }: Extract<Topic, { kind: 'running' }>,
  facts: Facts,
): TopicResponse {
  const document = asks === 'works' ? composeRunning(context, facts, place) : undefined;
  if (document !== undefined) return { documents: [document], question: undefined, facts, list: undefined };
  const response = respondWithAdvice(context, flows, facts);
  return { ...response, documents: mapNonEmpty(response.documents, (each) => limitToUpgrade(context, each)) };
}

function respondWithComparison(
  context: AnswerContext,
  flows: readonly Flow[],
  products: readonly string[],
  facts: Facts,
): TopicResponse {
  const responses = products.map((product) =>
    respondWithAdvice(context, flows, { ...facts, installed: { kind: 'is', values: [product] } }),
  );
  const documents = nonEmpty(responses.flatMap((response) => [...response.documents]));
  const target = responses.every(({ documents: [first] }) => first.verdict === 'clarify')
    ? askTarget(context, flows, products, facts)
    : undefined;
  if (target !== undefined) return target;
  if (documents === undefined) return respondWithAdvice(context, flows, facts);
  return { documents, question: undefined, facts: { ...facts, ...responses[0]?.facts }, list: 'compared' };
}

/** The question for the target of all compared products; undefined if no target is missing. */
function askTarget(
  context: AnswerContext,
  flows: readonly Flow[],
  products: readonly string[],
  facts: Facts,
): TopicResponse | undefined {
  const installed = { kind: 'is', values: products } as const;
  const open = products.map((product) =>
    planAdvice(context.knowledge, { ...facts, installed: { ...installed, values: [product] } }),
  );
  const candidates = nonEmpty([
    ...new Set(
      open.flatMap((each) => (each.kind === 'unclear' && each.role === 'target' ? each.candidates : [])),
    ),
  ]);
  return candidates === undefined
    ? undefined
    : clarify(context, { kind: 'unclear', role: 'target', candidates }, facts, rolesOf(flows, 'advice'));
}
