import { uniqueCitations } from '../model/citation.ts';
import { nonEmpty } from '../model/non-empty.ts';
import { sayWhy } from '../answers/build-part.ts';
import { citationsIn, renderText } from '../answers/render-text.ts';
import { showSource } from '../answers/show-source.ts';
import type { AnswerDocument } from '../answers/document.ts';
import { UNKNOWN } from '../../contract/index.ts';
import type { MoveName } from '../understanding/grammar.ts';
import type { AdvanceResult } from './advance-result.ts';
import { foldState, withTelling } from './fold.ts';
import { forgetMe, tellKept } from './forget-me.ts';
import { respond } from './respond.ts';
import { ADVICE, answerStep, askChange, chat, chatWithWayOn, openSession, type Session } from './session.ts';
import { answerOpen } from './take-answer.ts';

/** A move that drives the conversation and tells nothing about the product. */
export function handleMove(session: Session, move: MoveName): AdvanceResult {
  const { words } = session.voice;
  switch (move) {
    case 'back':
      return goBack(session);
    case 'start-over':
      return startOver(session);
    case 'help':
      return chat(
        session,
        [words.say('chat.help'), session.open?.help].filter((text) => text !== undefined).join('\n'),
      );
    case 'why':
      return chat(
        session,
        session.open === undefined
          ? words.say('chat.no-question')
          : words.say('chat.why', { why: sayWhy(session.voice, session.open) }),
      );
    case 'unknown': {
      const unknown = session.open?.choices.find((choice) => choice.value === UNKNOWN);
      return unknown === undefined
        ? chatWithWayOn(session, words.say('chat.no-question'))
        : answerOpen(session, unknown);
    }
    case 'source':
      return showLines(session);
    case 'plain-text':
      return repeatPlainly(session);
    case 'change':
      return askChange(session);
    case 'forget-me':
      return forgetMe(session);
    case 'about-me':
      return tellKept(session);
    case 'yes':
    case 'no':
      return chatWithWayOn(
        session,
        words.say(session.open === undefined ? 'chat.no-question' : 'chat.no-choice'),
      );
    case 'thanks':
      return chat(session, words.say('chat.thanks'));
    case 'greeting':
      return chat(session, words.say('chat.greeting'));
  }
}

function goBack(session: Session): AdvanceResult {
  const { state, voice, consultation, advisor } = session;
  if (state.lastChange === undefined) return chat(session, voice.words.say('chat.nothing-to-undo'));
  const undone = { kind: 'undone', turn: state.turn + 1, undoes: state.lastChange } as const;
  const moved = { moves: [...consultation.moves, undone] };
  const before = foldState(moved);
  const { last } = before;
  const topics = nonEmpty(last?.topics ?? []);
  if (last === undefined || topics === undefined) {
    const text = [voice.words.say('chat.went-back'), voice.words.say('chat.say-again')].join(' ');
    return chat(openSession(advisor, moved, before, session.speaker), text);
  }
  return answerStep(session, {
    moves: [undone],
    topics,
    main: last.main,
    with: last.with,
    opening: voice.words.say('chat.went-back'),
    notes: [],
  });
}

function startOver(session: Session): AdvanceResult {
  const { state, voice } = session;
  return answerStep(session, {
    moves: [{ kind: 'started-over', turn: state.turn + 1, questions: state.questions }],
    topics: [ADVICE],
    main: false,
    with: {},
    opening: voice.words.say('chat.started-over'),
    notes: [],
  });
}

/** The documents of the last answer, composed again from the same facts. */
function lastDocuments({ state, voice, advisor }: Session): readonly AnswerDocument[] {
  const { last } = state;
  if (last === undefined) return [];
  const facts = withTelling(state.facts, last.with);
  return last.topics.flatMap((topic) => [...respond(voice, advisor.flows, topic, facts).documents]);
}

function showLines(session: Session): AdvanceResult {
  const { voice } = session;
  const citations = uniqueCitations(lastDocuments(session).flatMap(citationsIn));
  if (citations.length === 0) return chat(session, voice.words.say('chat.no-source'));
  return chat(session, showSource(voice, citations), citations);
}

function repeatPlainly(session: Session): AdvanceResult {
  const documents = lastDocuments(session);
  if (documents.length === 0) return chat(session, session.voice.words.say('chat.no-source'));
  const citations = uniqueCitations(documents.flatMap(citationsIn));
  return chat(
    session,
    documents.map((document) => renderText(session.voice, document)).join('\n\n'),
    citations,
  );
}
