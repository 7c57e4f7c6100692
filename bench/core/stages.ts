// The stages of an answer are no part of the core's interface; they are imported here only to be timed one by one.
import { parseFacts } from '../../src/core/answers/parse-facts.ts';
import { buildReply } from '../../src/core/consultation/build-reply.ts';
import { applyFactChanges } from '../../src/core/consultation/fold-state.ts';
import { respond } from '../../src/core/consultation/respond.ts';
import type { Role } from '../../src/contract/index.ts';
import {
  mapNonEmpty,
  nonEmpty,
  type Advisor,
  type Facts,
  type NonEmpty,
  type Topic,
} from '../../src/core/index.ts';
import { planAdvice } from '../../src/core/planning/plan-advice.ts';
import { planComponentQuestion } from '../../src/core/questions/plan-component-question.ts';
import { planProductQuestion } from '../../src/core/questions/plan-product-question.ts';
import { planQuestion } from '../../src/core/questions/plan-question.ts';
import { readMessage } from '../../src/core/understanding/read-message.ts';
import type { BenchQuestion } from './questions.ts';

/** A message that was read. */
export interface ReadQuestion {
  readonly facts: Facts;
  readonly topics: NonEmpty<Topic>;
}

/** The stages of an answer on the advisor's first pack. */
export interface Stages {
  readonly read: (question: BenchQuestion) => ReadQuestion;
  /** Decides what the rules say of the upgrade or the component, and which question is left. */
  readonly plan: (read: ReadQuestion) => void;
  /** Everything behind the reading: the planning, the words, the structured answer and its text. */
  readonly reply: (read: ReadQuestion) => void;
}

export function stagesOf(advisor: Advisor): Stages {
  const [pack] = advisor.packs;
  const { knowledge } = pack;
  const context = { knowledge, words: advisor.words };
  const asks = (end: string): readonly Role[] => advisor.flows.find((flow) => flow.ends === end)?.asks ?? [];
  const roles = { advice: asks('advice'), component: asks('component') };

  const planTopic = (topic: Topic, facts: Facts): void => {
    if (topic.kind === 'component') planComponentQuestion(knowledge, topic.component, facts, roles.component);
    if (topic.kind !== 'advice') return;
    const considered = planAdvice(knowledge, facts);
    if (considered.kind === 'advice') planQuestion(knowledge, considered.plans, facts, roles.advice);
    else if (considered.kind === 'unclear')
      planProductQuestion(knowledge, considered.role, considered.candidates, facts);
  };

  return {
    read: ({ text, facts }) => {
      const reading = readMessage(pack, text, { family: undefined, asked: undefined, history: undefined });
      const sent = parseFacts(knowledge, facts);
      return {
        facts: applyFactChanges(sent.kind === 'facts' ? sent.facts : {}, reading.facts),
        topics: nonEmpty(reading.topics) ?? [{ kind: 'advice' }],
      };
    },
    plan: ({ topics, facts }) => {
      for (const topic of topics) planTopic(topic, facts);
    },
    reply: ({ topics, facts }) => {
      const responses = mapNonEmpty(topics, (topic) => respond(context, advisor.flows, topic, facts));
      const question = responses.find((response) => response.question !== undefined)?.question;
      const asked = question === undefined ? undefined : { ...question, number: 1 };
      buildReply(context, responses, { opening: undefined, notes: [], question: asked, facts });
    },
  };
}
