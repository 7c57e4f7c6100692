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
import { ADVICE, type Topic, distinctTopics } from '../model/topic.ts';
import type { Move } from './consultation.ts';
import { handleCommand } from './handle-command.ts';
import type { TextMessage } from './message.ts';
import { PROPOSED_VIA } from './respond-with-advice.ts';
import { reviseAnswer } from './revise-answer.ts';
import { answerTopics, askPack, chat, chatWithWayOn, type Session } from './session.ts';
import { ignoreSettledFacts } from './ignore-settled-facts.ts';
import { applyChoice } from './apply-choice.ts';
import { shortenNames } from './shorten-names.ts';

/** Handles a typed message: an answer to the open question, a command, or a sentence with facts and questions. */
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
  const read = readWithPacks(session.advisor, text, session.pack, readingContext(session));
  const pack = read.pack;
  const reading = shortenNames(read.reading);
  if (isEmpty(reading)) {
    if (reading.foreign !== undefined) return chatWithWayOn(session, context.words.say('chat.foreign'));
    return answerFromOpening(session, text, reading) ?? reviseAnswer(session, text) ?? notUnderstood(session);
  }
  if (pack === undefined) return askPack(session);
  if (reading.foreign !== undefined) return chatWithWayOn(session, context.words.say('chat.foreign'));
  const heard = withOpening(session, text, reading);
  // Settled facts are those of the conversation's pack.
  const isCurrent = pack === session.pack;
  return applyReading(
    session,
    pack,
    isCurrent ? ignoreSettledFacts(heard, session.state.facts, settled) : heard,
  );
}

function isEmpty({ facts, topics, via, supposed, hedged }: Reading): boolean {
  const nothing = Object.keys(facts).length === 0 && topics.length === 0 && via.length === 0;
  // "If it was …, what then?" is a question; "I think it was …" is only an unsure answer.
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

/** The topics of a message, if it asks for more than the advice; else undefined. */
function quickTopics(reading: Reading): NonEmpty<Topic> | undefined {
  const told = reading.facts['installed'] !== undefined && reading.facts['target'] !== undefined;
  const topics = told
    ? reading.topics.map((topic) => (topic.kind === 'silence' && topic.yields ? ADVICE : topic))
    : reading.topics;
  const distinct = distinctTopics(topics);
  return distinct?.length === 1 && distinct[0].kind === 'advice' ? undefined : distinct;
}

/** "What if it were 4.5 instead?": compares what is installed with the named product, or the named products. */
function comparedProducts(reading: Reading, known: Facts): NonEmpty<Topic> | undefined {
  const installed = known['installed'];
  const before = reading.compares.length > 1 || installed?.kind !== 'is' ? [] : installed.values;
  const products = [...new Set([...before, ...reading.compares])];
  return reading.compares.length > 0 && products.length > 1 ? [{ kind: 'compare', products }] : undefined;
}

/** The target of a comparison, if the message tells one that is not itself compared. */
function comparedTarget({ facts, compares }: Reading): FactChanges {
  const target = facts['target'];
  return target?.kind === 'is' && !target.values.some((id) => compares.includes(id)) ? { target } : {};
}

/** Facts that the message only supposes, removed for this answer: it then says what depends on them. */
function leftOpen({ supposed }: Reading): FactChanges {
  return Object.fromEntries(supposed.map((fact) => [fact, null]));
}

/** Whether a topic is asked in passing: products that such a message names do not change what is installed. */
function isPassing(topic: Topic): boolean {
  return topic.kind === 'reference' || topic.kind === 'silence';
}

/** The changes of facts that a message makes. A new start or target also removes a route that was proposed before. */
function tellingOf(reading: Reading, known: Facts): FactChanges {
  const facts = reading.correction ? reading.facts : narrowed(reading.facts, known);
  const via = nonEmpty(reading.via);
  if (via !== undefined) return { ...facts, [PROPOSED_VIA]: { kind: 'is', values: via } };
  const moved = facts['installed'] !== undefined || facts['target'] !== undefined;
  return moved && known[PROPOSED_VIA] !== undefined ? { ...facts, [PROPOSED_VIA]: null } : facts;
}

/** The facts without loss of what is known: a family does not replace its known release, and narrows candidates. */
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

/** What to answer when nothing is asked: the advice after facts on products, else what was being discussed. */
function mainTopic({ state }: Session, telling: FactChanges): Topic {
  const aboutProduct = 'installed' in telling || 'target' in telling || PROPOSED_VIA in telling;
  return aboutProduct ? ADVICE : (state.question?.topic ?? state.main?.topics[0] ?? ADVICE);
}
