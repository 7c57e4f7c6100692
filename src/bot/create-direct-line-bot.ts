import type { Activity } from 'botbuilder';
import {
  BOT_ID,
  CHANNEL_ID,
  directLineKey,
  echoEntry,
  replyEntries,
  type BotResult,
  type DirectLineBot,
  type LoggedActivity,
  type Participant,
  type UserActivity,
} from '../directline/index.ts';
import { makeKey, StoreError, type TurnOutcome } from '../turn/index.ts';
import type { Bot } from './bot.ts';
import { APOLOGY, type TurnFailure } from './create-activity-processor.ts';
import { decideReply, decideSilentRestart, decideWelcome, type DecideTurn } from './decide-turn.ts';
import type { ReplyActivities } from './render-reply.ts';

/** The activity id of every conversation's first turn. A turn with the same id is never run twice. */
const FIRST_TURN = 'beginning';

/**
 * The bot for the embedded Direct Line channel. A turn writes the user's activity and the replies into the conversation's
 * log and nothing into the outbox: clients read the log. If a turn fails, `report` is called, and the user gets one apology
 * for that activity, also in the log.
 */
export function createDirectLineBot(bot: Bot, report: (failure: TurnFailure) => void): DirectLineBot {
  return {
    async startConversation(participant, request) {
      const decide = decideWelcome(bot, asActivity(participant, FIRST_TURN));
      const outcome = await attempt(participant, { id: FIRST_TURN, echo: undefined, decide }, request);
      if (typeof outcome === 'string') return outcome;
      switch (outcome.kind) {
        case 'taken':
          return 'taken';
        case 'repeated':
        case 'unchanged':
          return 'again';
        case 'forgotten':
          return 'unknown';
      }
    },
    async receiveActivity(participant, id, activity, request) {
      const decide = decideOn(bot, asActivity(participant, id, activity));
      // Typing, events and the like: the bot does not answer them, and no client waits for their echo.
      if (decide === undefined) return 'taken';
      const decideIfBegun: DecideTurn = (before) => (before === undefined ? undefined : decide(before));
      const echo = activity.type === 'message' ? echoEntry(participant, id, activity) : undefined;
      const outcome = await attempt(participant, { id, echo, decide: decideIfBegun }, request);
      if (outcome === 'failed') await apologize(participant, id, request);
      if (typeof outcome === 'string') return outcome;
      return outcome.kind === 'unchanged' ? 'unknown' : 'taken';
    },
  };

  /** Runs a turn; reports and returns what went wrong, if anything did. */
  async function attempt(
    participant: Participant,
    turn: LoggedTurn,
    request: string | undefined,
  ): Promise<TurnOutcome<ReplyActivities> | Extract<BotResult, 'failed' | 'unavailable'>> {
    try {
      return await runLoggedTurn(bot, participant, turn);
    } catch (cause) {
      const isGone = cause instanceof StoreError;
      const what = isGone ? 'store-gone' : 'turn-failed';
      report({ what, cause, conversation: directLineKey(participant), request });
      return isGone ? 'unavailable' : 'failed';
    }
  }

  /** Writes the apology as a turn with an id of its own, so that an activity which comes again gets no second one. */
  async function apologize(participant: Participant, id: string, request: string | undefined): Promise<void> {
    const decide: DecideTurn = (before) =>
      before === undefined
        ? undefined
        : {
            consultation: before.consultation,
            said: [{ type: 'message', text: APOLOGY }],
            event: undefined,
          };
    const turn = { id: `${id} apology`, echo: undefined, replyTo: id, decide };
    await runLoggedTurn(bot, participant, turn).catch((cause: unknown) =>
      report({ what: 'apology-undelivered', cause, conversation: directLineKey(participant), request }),
    );
  }
}

interface LoggedTurn {
  readonly id: string;
  /** The user's activity for the log; undefined if the log does not show it. */
  readonly echo: LoggedActivity | undefined;
  /** The id that replies point to; by default the activity's, if it is in the log. */
  readonly replyTo?: string;
  readonly decide: DecideTurn;
}

/** Runs a turn whose activity and replies go into the conversation's log. */
function runLoggedTurn(
  bot: Bot,
  participant: Participant,
  turn: LoggedTurn,
): Promise<TurnOutcome<ReplyActivities>> {
  const { id, echo, decide, replyTo = echo === undefined ? undefined : id } = turn;
  return bot.turns.run({
    key: directLineKey(participant),
    activityId: id,
    person: makeKey(CHANNEL_ID, participant.user),
    address: undefined,
    decide: (before) => {
      const step = decide(before);
      if (step === undefined) return undefined;
      const echoes = echo === undefined ? [] : [echo];
      const logged = (before?.logged ?? 0) + echoes.length;
      const replies = replyEntries(
        participant,
        replyTo,
        logged,
        step.said.map((reply) => ({ ...reply })),
      );
      return { ...step, said: [], log: [...echoes, ...replies] };
    },
    deliver: () => Promise.resolve(),
  });
}

/** How the bot decides on an activity; undefined if it ignores activities of that type. */
function decideOn(bot: Bot, activity: Activity): DecideTurn | undefined {
  const type: string = activity.type;
  switch (type) {
    case 'message':
      return decideReply(bot, activity);
    case 'endOfConversation':
      return decideSilentRestart(bot);
    default:
      return undefined;
  }
}

/** The activity in the form that the rest of the bot reads. */
function asActivity(
  participant: Participant,
  id: string,
  sent: UserActivity = { type: 'conversationUpdate' },
): Activity {
  const activity: unknown = {
    ...sent,
    id,
    channelId: CHANNEL_ID,
    serviceUrl: '',
    conversation: { id: participant.conversation },
    from: { id: participant.user },
    recipient: { id: BOT_ID },
  };
  // The SDK's type demands fields that nobody reads.
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the SDK's edge, see above
  return activity as Activity;
}
