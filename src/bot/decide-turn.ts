import type { Activity } from 'botbuilder';
import { advance, NEW_CONSULTATION, welcome, type Consultation } from '../core/index.ts';
import type { Step, StoredConversation } from '../turn/index.ts';
import type { Bot } from './bot.ts';
import type { ReplyActivities } from './render-reply.ts';
import { messageFromActivity } from './message-from-activity.ts';
import { buildTurnEvent } from './build-turn-event.ts';
import { renderReply } from './render-reply.ts';

/** What is decided in a turn (`TurnRequest.step`). */
export type DecideTurn = (before: StoredConversation | undefined) => Step<ReplyActivities> | undefined;

/** Answers what the user said. */
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

/** Welcomes once: a conversation that was written to before has been welcomed, or needs no welcome any more. */
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

/** Question numbers must go on, or a button of the old conversation could answer a question of the next. */
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
