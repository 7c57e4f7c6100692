import type { Activity } from 'botbuilder';
import { advance, NEW_CONSULTATION, welcome, type Consultation } from '../core/index.ts';
import type { StoredConversation, TurnDecision } from '../turn/index.ts';
import type { Bot } from './bot.ts';
import { buildTurnEvent } from './build-turn-event.ts';
import { messageFromActivity } from './message-from-activity.ts';
import { renderReply, type ReplyActivities } from './render-reply.ts';

/** Decides a turn: the conversation before it → the next state, the replies and the event. Undefined: nothing happens. */
export type DecideTurn = (
  before: StoredConversation | undefined,
) => TurnDecision<ReplyActivities> | undefined;

/** Answers a message or a pressed button. */
export function decideReply({ advisor, version }: Bot, activity: Activity): DecideTurn {
  return (before) => {
    const { consultation, replies, forgets } = advance(
      advisor(),
      stateOf(before),
      messageFromActivity(activity),
    );
    return {
      consultation,
      said: replies.map((said) => renderReply(said, activity.channelId)),
      event: buildTurnEvent(replies, version),
      ...(forgets === undefined ? {} : { forgets }),
    };
  };
}

/** Welcomes a new conversation. Nothing happens in one that has begun: it was welcomed, or the user spoke first. */
export function decideWelcome({ advisor }: Bot, activity: Activity): DecideTurn {
  return (before) =>
    before === undefined
      ? {
          consultation: NEW_CONSULTATION,
          said: [renderReply(welcome(advisor()), activity.channelId)],
          event: undefined,
        }
      : undefined;
}

/**
 * Starts the consultation over without a reply. It is not replaced by a new one, because question numbers must go on: a
 * button of an earlier card could else answer a later question.
 */
export function decideSilentRestart({ advisor }: Bot): DecideTurn {
  const press = { kind: 'press', press: { kind: 'command', command: 'start-over' } } as const;
  return (before) => ({
    consultation: advance(advisor(), stateOf(before), press).consultation,
    said: [],
    event: undefined,
  });
}

function stateOf(before: StoredConversation | undefined): Consultation {
  return before?.consultation ?? NEW_CONSULTATION;
}
