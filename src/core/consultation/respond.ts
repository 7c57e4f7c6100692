import { composeAspect } from '../answers/compose-aspect.ts';
import { composeOverview } from '../answers/compose-overview.ts';
import { composeRunning, limitToUpgrade } from '../answers/compose-running.ts';
import { composeTopic, type QuickTopic } from '../answers/compose-topic.ts';
import { plainDocument } from '../answers/document.ts';
import { plain } from '../answers/sentence.ts';
import type { Voice } from '../answers/voice.ts';
import type { Facts } from '../model/fact.ts';
import { mapNonEmpty, nonEmpty } from '../model/non-empty.ts';
import { consider } from '../planning/consider.ts';
import { viewPlan, type Aspect } from '../planning/view-plan.ts';
import { composeFactQuestion } from '../answers/compose-question.ts';
import { planComponentQuestion } from '../questions/plan-component-question.ts';
import { planQuestion } from '../questions/plan-question.ts';
import type { Topic } from '../model/topic.ts';
import { rememberResponses } from './remember-responses.ts';
import { clarify, respondWithAdvice, rolesOf, withTarget, type Response } from './respond-with-advice.ts';
import type { Flow } from '../model/flow.ts';

/** Answers one topic from the facts, pure and complete: the same facts always give the same response. */
export const respond = rememberResponses(compose);

function compose(voice: Voice, flows: readonly Flow[], topic: Topic, facts: Facts): Response {
  switch (topic.kind) {
    case 'advice':
      return respondWithAdvice(voice, flows, facts);
    case 'alternative':
    case 'requirement':
    case 'reason':
      return respondWithAspect(voice, flows, topic.kind, facts);
    case 'list':
      return respondWithList(voice, flows, facts);
    case 'issues':
    case 'upgrades':
      return respondWithOverview(voice, flows, topic.kind, facts);
    case 'running':
      return respondToRunning(voice, flows, topic, facts);
    case 'compare':
      return respondWithComparison(voice, flows, topic.products, facts);
    case 'component':
    case 'unnamed-component':
    case 'statement':
    case 'open-set':
    case 'reference':
    case 'silence':
      return respondToTopic(voice, flows, topic, facts);
  }
}

function respondToTopic(voice: Voice, flows: readonly Flow[], topic: QuickTopic, facts: Facts): Response {
  const document =
    composeTopic(voice, topic, facts) ??
    plainDocument('chat', 'chat', 'info', plain(voice.words.say('chat.not-understood')));
  const planned =
    topic.kind === 'component' && topic.said === undefined
      ? planComponentQuestion(voice.knowledge, topic.component, facts, rolesOf(flows, 'component'))
      : undefined;
  return {
    documents: [document],
    question: planned === undefined ? undefined : composeFactQuestion(voice, planned),
    facts,
    list: undefined,
  };
}

/** One side of the upgrade; with no product told, of the only product that has such a statement. */
function respondWithAspect(voice: Voice, flows: readonly Flow[], aspect: Aspect, facts: Facts): Response {
  const { knowledge } = voice;
  const consideration = consider(knowledge, facts);
  if (consideration.kind !== 'advice') return respondWithAdvice(voice, flows, facts);
  const planned = planQuestion(knowledge, consideration.plans, facts, rolesOf(flows, aspect), (plan) =>
    viewPlan(plan, aspect),
  );
  const document = composeAspect(voice, consideration.plans, aspect);
  return {
    documents: [document],
    question:
      planned === undefined || document.kind === 'not-covered'
        ? undefined
        : composeFactQuestion(voice, planned),
    facts: withTarget(facts, consideration),
    list: undefined,
  };
}

/** The advice for each product that it can be: those of the family named, or all. */
function respondWithList(voice: Voice, flows: readonly Flow[], facts: Facts): Response {
  const installed = facts['installed'];
  // With no target told and several to choose from, all that is said of these upgrades.
  const isOpen = facts['target'] === undefined && voice.knowledge.targets.size > 1;
  const all = isOpen ? composeOverview(voice, 'upgrades', facts) : undefined;
  if (all !== undefined) return { documents: [all], question: undefined, facts, list: undefined };
  const ends = voice.knowledge.productIndex.ends;
  if (isOpen && ends !== undefined)
    return clarify(
      voice,
      { kind: 'unclear', role: 'target', candidates: ends },
      facts,
      rolesOf(flows, 'advice'),
    );
  const among = installed?.kind === 'is' ? installed.values : [...voice.knowledge.installable];
  const response = respondWithAdvice(voice, flows, { ...facts, installed: { kind: 'unknown', among } });
  return { ...response, facts, list: response.list === undefined ? undefined : 'all' };
}

/** What no longer works, or which upgrades there are: of the product where it is known, else of all. */
function respondWithOverview(
  voice: Voice,
  flows: readonly Flow[],
  kind: 'issues' | 'upgrades',
  facts: Facts,
): Response {
  const isOpen = facts['installed'] === undefined && facts['target']?.kind !== 'outside';
  const document = isOpen ? composeOverview(voice, kind, facts) : undefined;
  if (document === undefined) return respondWithAdvice(voice, flows, facts);
  return { documents: [document], question: undefined, facts, list: undefined };
}

function respondToRunning(
  voice: Voice,
  flows: readonly Flow[],
  { asks, place }: Extract<Topic, { kind: 'running' }>,
  facts: Facts,
): Response {
  const document = asks === 'works' ? composeRunning(voice, facts, place) : undefined;
  if (document !== undefined) return { documents: [document], question: undefined, facts, list: undefined };
  const response = respondWithAdvice(voice, flows, facts);
  return { ...response, documents: mapNonEmpty(response.documents, (each) => limitToUpgrade(voice, each)) };
}

function respondWithComparison(
  voice: Voice,
  flows: readonly Flow[],
  products: readonly string[],
  facts: Facts,
): Response {
  const responses = products.map((product) =>
    respondWithAdvice(voice, flows, { ...facts, installed: { kind: 'is', values: [product] } }),
  );
  const documents = nonEmpty(responses.flatMap((response) => [...response.documents]));
  const target = responses.every(({ documents: [first] }) => first.verdict === 'clarify')
    ? askTarget(voice, flows, products, facts)
    : undefined;
  if (target !== undefined) return target;
  if (documents === undefined) return respondWithAdvice(voice, flows, facts);
  return { documents, question: undefined, facts: { ...facts, ...responses[0]?.facts }, list: 'compared' };
}

/** What all products can be upgraded to, asked once for all of them. */
function askTarget(
  voice: Voice,
  flows: readonly Flow[],
  products: readonly string[],
  facts: Facts,
): Response | undefined {
  const installed = { kind: 'is', values: products } as const;
  const open = products.map((product) =>
    consider(voice.knowledge, { ...facts, installed: { ...installed, values: [product] } }),
  );
  const candidates = nonEmpty([
    ...new Set(
      open.flatMap((each) => (each.kind === 'unclear' && each.role === 'target' ? each.candidates : [])),
    ),
  ]);
  return candidates === undefined
    ? undefined
    : clarify(voice, { kind: 'unclear', role: 'target', candidates }, facts, rolesOf(flows, 'advice'));
}
