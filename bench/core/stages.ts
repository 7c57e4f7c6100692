// The stages of an answer are no part of the core's interface; they are imported here only to be timed one by one.
import { composeConsideration, composeTopic } from '../../src/core/answers/compose-topic.ts';
import { plainDocument } from '../../src/core/answers/document.ts';
import { parseFacts } from '../../src/core/answers/parse-facts.ts';
import { plain } from '../../src/core/answers/sentence.ts';
import { buildReply } from '../../src/core/consultation/build-reply.ts';
import { withTelling } from '../../src/core/consultation/fold.ts';
import type { Response } from '../../src/core/consultation/respond.ts';
import {
  mapNonEmpty,
  nonEmpty,
  type Advisor,
  type Facts,
  type NonEmpty,
  type Topic,
} from '../../src/core/index.ts';
import { consider, type Consideration } from '../../src/core/planning/consider.ts';
import { composeFactQuestion, composeProductQuestion } from '../../src/core/questions/compose-question.ts';
import { planComponentQuestion } from '../../src/core/questions/plan-component-question.ts';
import { planProductQuestion, type ProductQuestion } from '../../src/core/questions/plan-product-question.ts';
import { planQuestion, type PlannedQuestion } from '../../src/core/questions/plan-question.ts';
import { readMessage } from '../../src/core/understanding/read-message.ts';
import type { ReadingContext } from '../../src/core/understanding/reading.ts';
import type { BenchQuestion } from './questions.ts';

const NO_CONTEXT: ReadingContext = { family: undefined, asked: undefined, history: undefined };

/** What the rules say to one topic of a message. */
interface Planned {
  readonly topic: Topic;
  readonly consideration: Consideration | undefined;
  readonly question: PlannedQuestion | undefined;
  readonly productQuestion: ProductQuestion | undefined;
}

/** A message as one stage leaves it to the next. */
interface Prepared {
  readonly facts: Facts;
  readonly topics: NonEmpty<Topic>;
  readonly planned: NonEmpty<Planned>;
}

/** The stages of an answer on the advisor's first pack, in the order in which `ask` goes through them. */
export function stagesOf(advisor: Advisor) {
  const [pack] = advisor.packs;
  const { knowledge } = pack;
  const voice = { knowledge, words: advisor.words };
  const asks = (end: string) => advisor.flows.find((flow) => flow.ends === end)?.asks ?? [];
  const roles = { advice: asks('advice'), component: asks('component') };

  const read = ({ text }: BenchQuestion) => readMessage(pack, text, NO_CONTEXT);

  const planTopic = (topic: Topic, facts: Facts): Planned => {
    const nothing = { topic, consideration: undefined, question: undefined, productQuestion: undefined };
    if (topic.kind === 'component')
      return {
        ...nothing,
        question: planComponentQuestion(knowledge, topic.component, facts, roles.component),
      };
    if (topic.kind !== 'advice') return nothing;
    const consideration = consider(knowledge, facts);
    switch (consideration.kind) {
      case 'advice':
        return {
          ...nothing,
          consideration,
          question: planQuestion(knowledge, consideration.plans, facts, roles.advice),
        };
      case 'unclear': {
        const { role, candidates } = consideration;
        return {
          ...nothing,
          consideration,
          productQuestion: planProductQuestion(knowledge, role, candidates, facts),
        };
      }
      case 'list':
      case 'outside':
        return { ...nothing, consideration };
    }
  };

  const respond = ({ topic, consideration, question, productQuestion }: Planned, facts: Facts): Response => {
    const asked =
      question !== undefined
        ? composeFactQuestion(voice, question)
        : productQuestion !== undefined
          ? composeProductQuestion(voice, productQuestion)
          : undefined;
    const documents =
      topic.kind === 'advice'
        ? consideration && composeConsideration(voice, consideration)
        : [composeTopic(voice, topic, facts)].filter((document) => document !== undefined);
    const clarify = plainDocument('question', 'clarify', 'question', plain(asked?.prompt ?? ''));
    return { documents: nonEmpty(documents ?? []) ?? [clarify], question: asked, facts, list: false };
  };

  return {
    read,
    prepare: (input: BenchQuestion): Prepared => {
      const reading = read(input);
      const sent = parseFacts(knowledge, input.facts);
      const facts = withTelling(sent.kind === 'facts' ? sent.facts : {}, reading.facts);
      const topics: NonEmpty<Topic> = nonEmpty(reading.topics) ?? [{ kind: 'advice' }];
      return { facts, topics, planned: mapNonEmpty(topics, (topic) => planTopic(topic, facts)) };
    },
    plan: ({ topics, facts }: Prepared) => topics.map((topic) => planTopic(topic, facts)),
    compose: ({ planned, facts }: Prepared) => {
      const responses = mapNonEmpty(planned, (each) => respond(each, facts));
      const question = responses.find((response) => response.question !== undefined)?.question;
      const asked = question === undefined ? undefined : { ...question, number: 1 };
      return buildReply(voice, responses, { opening: undefined, notes: [], question: asked, facts });
    },
  };
}
