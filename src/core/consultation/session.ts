import { plainDocument } from '../answers/document.ts';
import { plain } from '../answers/sentence.ts';
import { answerContext, type AnswerContext } from '../answers/answer-context.ts';
import type { Citation } from '../../contract/index.ts';
import { mapNonEmpty, type NonEmpty } from '../model/non-empty.ts';
import type { Question } from '../questions/question.ts';
import type { Advisor, ReadyPack } from './advisor.ts';
import type { AdvanceResult } from './advance-result.ts';
import { buildReply, chatReply } from './build-reply.ts';
import { compact } from './compact.ts';
import { ADVICE, type Topic } from '../model/topic.ts';
import type { FactChanges } from '../model/fact.ts';
import { addMoves, type Consultation, type Move } from './consultation.ts';
import { foldState, applyFactChanges, type State } from './fold-state.ts';
import type { Sender } from './message.ts';
import type { AskedQuestion, Reply } from './reply.ts';
import { respond } from './respond.ts';
import type { TopicResponse } from './respond-with-advice.ts';
import { CHANGE_FACT, FORGET_FACT, PACK_FACT } from './conversation-facts.ts';
import { changeQuestion, forgetQuestion, packQuestion } from './conversation-questions.ts';

/** A consultation with what is derived from it. */
interface SessionBase {
  readonly advisor: Advisor;
  readonly consultation: Consultation;
  readonly state: State;
  /** The pack that the conversation is about; undefined while it may be several. */
  readonly pack: ReadyPack | undefined;
  readonly context: AnswerContext;
}

/** What the handlers of a message work with. */
export interface Session extends SessionBase, Sender {
  /** The open question in words, composed again from the current content. */
  readonly open: AskedQuestion | undefined;
}

/** All topics of a message are answered, and so many are remembered, for "show the source" and "back". */
const MOST_TOPICS = 20;

/** The session for a message. `state` is the folded state of the consultation. */
export function openSession(
  advisor: Advisor,
  consultation: Consultation,
  state: State,
  { speaker, writtenBy }: Sender,
): Session {
  const base = sessionBase(advisor, consultation, state);
  return { ...base, open: openQuestion(base, speaker), speaker, writtenBy };
}

function sessionBase(advisor: Advisor, consultation: Consultation, state: State): SessionBase {
  const [first, ...others] = advisor.packs;
  const chosen = advisor.packs.find((pack) => pack.knowledge.id === state.pack);
  const pack = chosen ?? (others.length === 0 ? first : undefined);
  const context = answerContext((pack ?? first).knowledge, advisor.words);
  return { advisor, consultation, state, pack, context };
}

/** The open question as it would be asked now: the content may have been loaded again. Undefined if it would not be. */
function openQuestion(
  { advisor, context, state }: SessionBase,
  speaker: string | undefined,
): AskedQuestion | undefined {
  const { question } = state;
  if (question === undefined) return undefined;
  if (question.fact === FORGET_FACT)
    return question.speaker === speaker ? { ...forgetQuestion(context), number: question.number } : undefined;
  if (question.fact === PACK_FACT) return { ...packQuestion(advisor, context), number: question.number };
  if (question.fact === CHANGE_FACT)
    return { ...changeQuestion(context, state.facts), number: question.number };
  const asked = respond(context, advisor.flows, question.topic, state.facts).question;
  return asked?.fact === question.fact ? { ...asked, number: question.number } : undefined;
}

/** What to do for a message: moves to add, topics to answer, and sentences to put around the answer. */
export interface AnswerTask {
  readonly moves: readonly Move[];
  readonly topics: NonEmpty<Topic>;
  /** Whether the consultation is about these topics from now on. */
  readonly main: boolean;
  readonly with: FactChanges;
  readonly opening: string | undefined;
  readonly notes: readonly string[];
}

/** Adds the moves, answers the topics, and asks the next question. */
export function answerTopics(session: Session, step: AnswerTask): AdvanceResult {
  const turn = session.state.turn + 1;
  const moved = addMoves(session.consultation, ...step.moves);
  const after = sessionBase(session.advisor, moved, foldState(moved));
  const facts = applyFactChanges(after.state.facts, step.with);
  const responses = mapNonEmpty(step.topics, (topic) =>
    respond(after.context, session.advisor.flows, topic, facts),
  );
  const asked = questionOf(after, step, responses);
  const number = after.state.questions + 1;
  const question = asked === undefined ? undefined : { ...asked.question, number };
  const reply = buildReply(after.context, responses, {
    opening: step.opening,
    notes: step.notes,
    question,
    facts: responses[0].facts,
  });
  const topics = step.topics.slice(0, MOST_TOPICS);
  const turned: Move = { kind: 'turned-to', turn, topics, main: step.main, with: step.with };
  const closing: Move =
    asked === undefined || question === undefined
      ? { kind: 'closed', turn }
      : askedMove(turn, question, asked.topic);
  return { consultation: compact(addMoves(moved, turned, closing)), replies: [reply] };
}

/**
 * The next question. After a question in passing, the consultation's own question stays open: it comes first if the product
 * is still not known, else after the questions of the topics. Otherwise it is the first question of a topic.
 */
function questionOf(
  after: SessionBase,
  step: AnswerTask,
  responses: NonEmpty<TopicResponse>,
): { question: Question; topic: Topic } | undefined {
  const { state, context, advisor } = after;
  const [topic] = step.main ? [] : (state.main?.topics ?? []);
  const pending = topic === undefined ? undefined : respond(context, advisor.flows, topic, state.facts);
  const own =
    topic === undefined || pending?.question === undefined
      ? undefined
      : { question: pending.question, topic };
  if (own !== undefined && pending?.documents[0].verdict === 'clarify') return own;
  for (const [i, response] of responses.entries()) {
    const topic = step.topics[i];
    if (response.question !== undefined && topic !== undefined) return { question: response.question, topic };
  }
  return own;
}

function askedMove(turn: number, question: AskedQuestion, topic: Topic): Move {
  return { kind: 'asked', turn, number: question.number, fact: question.fact, topic };
}

/** Replies with a text that answers nothing: no fact changes, and the open question is repeated. */
export function chat(session: Session, text: string, citations: readonly Citation[] = []): AdvanceResult {
  const { context, pack, open, state } = session;
  const reply = chatReply(context, {
    pack: pack?.knowledge.id ?? null,
    text,
    citations,
    question: open,
    facts: state.facts,
  });
  return { consultation: session.consultation, replies: [reply] };
}

/** The same; if no question is open, the text also says how to go on. */
export function chatWithWayOn(session: Session, text: string): AdvanceResult {
  const wayOn = session.open === undefined ? [session.context.words.say('chat.say-again')] : [];
  return chat(session, [text, ...wayOn].join(' '));
}

/** Asks which pack is meant. */
export function askPack(session: Session, opening?: string): AdvanceResult {
  return askAboutConversation(session, packQuestion(session.advisor, session.context), opening);
}

/** Asks which earlier answer is to be changed. */
export function askChange(session: Session): AdvanceResult {
  const question = changeQuestion(session.context, session.state.facts);
  if (question.choices.length === 0)
    return chat(session, session.context.words.say('chat.nothing-to-change'));
  return askAboutConversation(session, question, undefined);
}

/** Asks the speaker whether to forget them. Nobody else can answer. */
export function askForget(session: Session): AdvanceResult {
  return askAboutConversation(session, forgetQuestion(session.context), undefined);
}

function askAboutConversation(
  session: Session,
  question: Question,
  opening: string | undefined,
): AdvanceResult {
  const { state, context, consultation } = session;
  const turn = state.turn + 1;
  const asked: AskedQuestion = { ...question, number: state.questions + 1 };
  const document = plainDocument('question', 'clarify', 'question', plain(question.prompt));
  const response: TopicResponse = { documents: [document], question, facts: state.facts, list: undefined };
  const built = buildReply(context, [response], { opening, notes: [], question: asked, facts: state.facts });
  // The pack is unknown if that is what is asked.
  const reply: Reply = { ...built, answer: { ...built.answer, pack: session.pack?.knowledge.id ?? null } };
  const { speaker } = session;
  const onlyThey = question.fact === FORGET_FACT && speaker !== undefined ? { speaker } : {};
  const topic = state.question?.topic ?? state.main?.topics[0] ?? ADVICE;
  const move = { ...askedMove(turn, asked, topic), ...onlyThey };
  return { consultation: compact(addMoves(consultation, move)), replies: [reply] };
}
