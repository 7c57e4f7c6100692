import { nameProduct } from '../answers/name-products.ts';
import type { Facts, FactChanges } from '../model/fact.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { LONGEST_QUESTION } from '../../contract/index.ts';
import { cleanText } from '../understanding/clean-text.ts';
import type { Reading } from '../understanding/reading.ts';
import { openingWords } from '../understanding/tokenize.ts';
import type { AdvanceResult } from './advance-result.ts';
import type { ReadyPack } from './advisor.ts';
import { answerFromOpening, withOpening } from './answer-from-opening.ts';
import { chooseByText } from './choose-by-text.ts';
import { readingContext } from './reading-context.ts';
import { readWithPacks } from './read-with-packs.ts';
import { type Topic, distinctTopics } from '../model/topic.ts';
import type { Move } from './consultation.ts';
import { handleCommand } from './handle-command.ts';
import type { TextMessage } from './message.ts';
import { PROPOSED_VIA } from './respond-with-advice.ts';
import { reviseAnswer } from './revise-answer.ts';
import { ADVICE, answerTopics, askPack, chat, chatWithWayOn, type Session } from './session.ts';
import { ignoreSettledFacts } from './ignore-settled-facts.ts';
import { applyChoice } from './apply-choice.ts';

/** A typed message: an answer to the open question, a move, or facts and questions in a sentence. */
export function handleText(session: Session, { text: typed, settled = [] }: TextMessage): AdvanceResult {
  const text = cleanText(typed);
  const { context, open } = session;
  if (text.trim() === '') return chatWithWayOn(session, context.words.say('chat.empty'));
  if (text.length > LONGEST_QUESTION)
    return chat(session, context.words.say('chat.too-long', { most: LONGEST_QUESTION }));
  const choice = open === undefined ? undefined : chooseByText(open, text, session.advisor.packs[0].lexicon);
  if (choice !== undefined) return applyChoice(session, choice);
  const { packs, longestCommand } = session.advisor;
  const command = packs[0].lexicon.commands.get(openingWords(text, longestCommand + 1).join(' '));
  if (command !== undefined) return handleCommand(session, command);
  const { pack, reading } = readWithPacks(session.advisor, text, session.pack, readingContext(session));
  if (isEmpty(reading)) {
    if (reading.foreign !== undefined) return chatWithWayOn(session, context.words.say('chat.foreign'));
    return answerFromOpening(session, text, reading) ?? reviseAnswer(session, text) ?? notUnderstood(session);
  }
  if (pack === undefined) return askPack(session);
  if (reading.foreign !== undefined) return chatWithWayOn(session, context.words.say('chat.foreign'));
  const heard = withOpening(session, text, reading);
  // What is settled is settled in the terms of the pack that the facts are of.
  const ours = pack === session.pack;
  return applyReading(session, pack, ours ? ignoreSettledFacts(heard, session.state.facts, settled) : heard);
}

function isEmpty({ facts, topics, via, supposed, hedged }: Reading): boolean {
  const nothing = Object.keys(facts).length === 0 && topics.length === 0 && via.length === 0;
  // "If it was …, what then?" asks; "I think it was …" only answers.
  return nothing && (supposed.length === 0 || hedged);
}

function notUnderstood(session: Session): AdvanceResult {
  const { context, open, state } = session;
  const text = context.words.say('chat.not-understood');
  if (open !== undefined || state.main !== undefined) return chatWithWayOn(session, text);
  if (session.pack === undefined) return askPack(session, text);
  return answerTopics(session, {
    moves: [],
    topics: [ADVICE],
    main: true,
    with: {},
    opening: text,
    notes: [],
  });
}

function applyReading(session: Session, pack: ReadyPack, reading: Reading): AdvanceResult {
  const { state } = session;
  const turn = state.turn + 1;
  const switching = session.pack !== undefined && session.pack !== pack;
  const known: Facts = switching ? {} : state.facts;
  const compared = comparedProducts(reading, known);
  const telling = compared === undefined ? tellingOf(reading, known) : comparedTarget(reading);
  const quick = compared ?? quickTopics(reading);
  const passing = quick !== undefined && known['installed'] !== undefined && quick.every(isPassing);
  const moves: Move[] = [
    ...(state.pack === pack.knowledge.id || session.advisor.packs.length === 1
      ? []
      : [{ kind: 'chose-pack' as const, turn, pack: pack.knowledge.id }]),
    ...(switching ? [{ kind: 'replaced' as const, turn, facts: takenBack(state.facts) }] : []),
    ...(passing || Object.keys(telling).length === 0 ? [] : [tellMove(turn, reading, telling, known)]),
  ];
  return answerTopics(session, {
    moves,
    topics: quick ?? [mainTopic(session, telling)],
    main: quick === undefined || quick[0].kind === 'advice' || state.main === undefined,
    with: { ...leftOpen(reading), ...(passing ? telling : {}) },
    opening: undefined,
    notes: reading.servicePacks.map(({ said, product }) =>
      session.context.words.say('note.service-pack', { said, product: nameProduct(pack.knowledge, product) }),
    ),
  });
}

/** What is asked besides the advice; undefined where only the advice is. */
function quickTopics(reading: Reading): NonEmpty<Topic> | undefined {
  const told = reading.facts['installed'] !== undefined && reading.facts['target'] !== undefined;
  const topics = told
    ? reading.topics.map((topic) => (topic.kind === 'silence' && topic.yields ? ADVICE : topic))
    : reading.topics;
  const distinct = distinctTopics(topics);
  return distinct?.length === 1 && distinct[0].kind === 'advice' ? undefined : distinct;
}

/** "What if it were 4.5 instead": what is installed beside what was named, or all that were named. */
function comparedProducts(reading: Reading, known: Facts): NonEmpty<Topic> | undefined {
  const installed = known['installed'];
  const before = reading.compares.length > 1 || installed?.kind !== 'is' ? [] : installed.values;
  const products = [...new Set([...before, ...reading.compares])];
  return reading.compares.length > 0 && products.length > 1 ? [{ kind: 'compare', products }] : undefined;
}

/** The target of both sides, where it is told and is none of them. */
function comparedTarget({ facts, compares }: Reading): FactChanges {
  const target = facts['target'];
  return target?.kind === 'is' && !target.values.some((id) => compares.includes(id)) ? { target } : {};
}

/** What a message only supposes is open for its answer, so that the answer says what hangs on it. */
function leftOpen({ supposed }: Reading): FactChanges {
  return Object.fromEntries(supposed.map((fact) => [fact, null]));
}

/** Questions in passing: the product that they name is theirs, not the consultation's. */
function isPassing(topic: Topic): boolean {
  return topic.kind === 'reference' || topic.kind === 'silence';
}

/** What a reading tells. A new start or target takes a route proposed before with it. */
function tellingOf(reading: Reading, known: Facts): FactChanges {
  const facts = reading.correction ? reading.facts : narrowed(reading.facts, known);
  const via = nonEmpty(reading.via);
  if (via !== undefined) return { ...facts, [PROPOSED_VIA]: { kind: 'is', values: via } };
  const moved = facts['installed'] !== undefined || facts['target'] !== undefined;
  return moved && known[PROPOSED_VIA] !== undefined ? { ...facts, [PROPOSED_VIA]: null } : facts;
}

/** A family named again takes no release back, and leaves of several candidates those that it has. */
function narrowed(told: FactChanges, known: Facts): FactChanges {
  return Object.fromEntries(
    Object.entries(told).map(([id, value]): [string, FactChanges[string]] => {
      const before = known[id];
      if (value?.kind !== 'is' || before?.kind !== 'is' || value.values.length < 2) return [id, value];
      const both = nonEmpty(before.values.filter((one) => value.values.includes(one)));
      return [id, both === undefined ? value : { kind: 'is', values: both }];
    }),
  );
}

function tellMove(turn: number, reading: Reading, telling: FactChanges, known: Facts): Move {
  const changes = Object.entries(telling).some(
    ([id, value]) => known[id] !== undefined && JSON.stringify(known[id]) !== JSON.stringify(value),
  );
  return { kind: reading.correction || changes ? 'replaced' : 'told', turn, facts: telling };
}

function takenBack(facts: Facts): FactChanges {
  return Object.fromEntries(Object.keys(facts).map((id) => [id, null]));
}

/** Facts about the product turn to the advice; others go on with what was being asked. */
function mainTopic({ state }: Session, telling: FactChanges): Topic {
  const aboutProduct = 'installed' in telling || 'target' in telling || PROPOSED_VIA in telling;
  return aboutProduct ? ADVICE : (state.question?.topic ?? state.main?.topics[0] ?? ADVICE);
}
