import { ADVICE } from '../model/topic.ts';
import { uniqueCitations } from '../model/citation.ts';
import { nonEmpty } from '../model/non-empty.ts';
import { sayWhy } from '../answers/build-part.ts';
import { citationsIn, renderText } from '../answers/render-text.ts';
import { showSource } from '../answers/show-source.ts';
import type { AnswerDocument } from '../answers/document.ts';
import { UNKNOWN } from '../../contract/index.ts';
import type { CommandName } from '../understanding/grammar.ts';
import type { AdvanceResult } from './advance-result.ts';
import { compact, REACH } from './compact.ts';
import { addMoves } from './consultation.ts';
import { foldState, applyFactChanges } from './fold-state.ts';
import { forgetMe, tellWhatIsKept } from './forget-me.ts';
import { respond } from './respond.ts';
import { answerTopics, askChange, chat, chatWithWayOn, openSession, type Session } from './session.ts';
import { answerOpenQuestion } from './apply-choice.ts';

/** Handles a command: a message that drives the conversation and tells nothing about the product. */
export function handleCommand(session: Session, command: CommandName): AdvanceResult {
  const { words } = session.context;
  switch (command) {
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
          : words.say('chat.why', { why: sayWhy(session.context, session.open) }),
      );
    case 'unknown': {
      const unknown = session.open?.choices.find((choice) => choice.value === UNKNOWN);
      return unknown === undefined
        ? chatWithWayOn(session, words.say('chat.no-question'))
        : answerOpenQuestion(session, unknown);
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
      return tellWhatIsKept(session);
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
  const { state, context, consultation, advisor } = session;
  if (state.lastChange === undefined)
    return chat(
      session,
      state.lostChanges
        ? context.words.say('chat.too-far-back', { most: REACH })
        : context.words.say('chat.nothing-to-undo'),
    );
  const undone = { kind: 'undone', turn: state.turn + 1, undoes: state.lastChange } as const;
  const moved = compact(addMoves(consultation, undone));
  const before = foldState(moved);
  const { last } = before;
  const topics = nonEmpty(last?.topics ?? []);
  if (last === undefined || topics === undefined) {
    const text = [context.words.say('chat.went-back'), context.words.say('chat.say-again')].join(' ');
    return chat(openSession(advisor, moved, before, session), text);
  }
  return answerTopics(session, {
    moves: [undone],
    topics,
    main: last.main,
    with: last.with,
    opening: context.words.say('chat.went-back'),
    notes: [],
  });
}

function startOver(session: Session): AdvanceResult {
  const { state, context } = session;
  return answerTopics(session, {
    moves: [{ kind: 'started-over', turn: state.turn + 1, questions: state.questions }],
    topics: [ADVICE],
    main: false,
    with: {},
    opening: context.words.say('chat.started-over'),
    notes: [],
  });
}

/** The documents of the last answer, composed again. */
function lastDocuments({ state, context, advisor }: Session): readonly AnswerDocument[] {
  const { last } = state;
  if (last === undefined) return [];
  const facts = applyFactChanges(state.facts, last.with);
  return last.topics.flatMap((topic) => [...respond(context, advisor.flows, topic, facts).documents]);
}

function showLines(session: Session): AdvanceResult {
  const { context } = session;
  const citations = uniqueCitations(lastDocuments(session).flatMap(citationsIn));
  if (citations.length === 0) return chat(session, context.words.say('chat.no-source'));
  return chat(session, showSource(context, citations), citations);
}

function repeatPlainly(session: Session): AdvanceResult {
  const documents = lastDocuments(session);
  if (documents.length === 0) return chat(session, session.context.words.say('chat.no-source'));
  const citations = uniqueCitations(documents.flatMap(citationsIn));
  return chat(
    session,
    documents.map((document) => renderText(session.context, document)).join('\n\n'),
    citations,
  );
}
