import type { Activity } from 'botbuilder';
import {
  BOT,
  CHANNEL,
  echoEntry,
  keyOf,
  replyEntries,
  type DirectLineTurns,
  type Entry,
  type Seat,
  type Turned,
  type UserActivity,
} from '../directline/index.ts';
import { makeKey, StoreError, type Outcome } from '../turn/index.ts';
import { APOLOGY, type Trouble } from './create-activity-taker.ts';
import type { Bot, Said } from './handle-activity.ts';
import { greeting, replyTo, startingOverSilently, type Decide } from './steps.ts';

/** The id of the first turn of a conversation: it is taken once, and not again after the conversation was forgotten. */
const BEGINNING = 'beginning';

/**
 * The turns of the embedded Direct Line channel. What the user sent and what is said to it go into the conversation's log
 * with the turn itself, and nothing into the outbox: whoever reads the log misses nothing that was taken, and sees nothing
 * that was not. `report` is told of what goes wrong; the user gets one apology for each activity, in the log.
 */
export function createDirectLineTurns(bot: Bot, report: (trouble: Trouble) => void): DirectLineTurns {
  return {
    async begin(seat, request) {
      const turn = { id: BEGINNING, echo: undefined, decide: greeting(bot, asActivity(seat, BEGINNING)) };
      const began = await attempt(seat, turn, request);
      if (typeof began === 'string') return began;
      switch (began.kind) {
        case 'taken':
          return 'taken';
        case 'repeated':
        case 'unchanged':
          return 'again';
        case 'forgotten':
          return 'unknown';
      }
    },
    async take(seat, id, activity, request) {
      const decide = decideOn(bot, asActivity(seat, id, activity));
      // Typing, events and the like are nothing that the bot answers, and no client waits for their echo.
      if (decide === undefined) return 'taken';
      const known: Decide = (before) => (before === undefined ? undefined : decide(before));
      const echo = activity.type === 'message' ? echoEntry(seat, id, activity) : undefined;
      const taken = await attempt(seat, { id, echo, decide: known }, request);
      if (taken === 'failed') await apologize(seat, id, request);
      if (typeof taken === 'string') return taken;
      return taken.kind === 'unchanged' ? 'unknown' : 'taken';
    },
  };

  async function attempt(
    seat: Seat,
    turn: LoggedTurn,
    request: string | undefined,
  ): Promise<Outcome<Said> | Extract<Turned, 'failed' | 'unavailable'>> {
    try {
      return await takeLogged(bot, seat, turn);
    } catch (cause) {
      const isGone = cause instanceof StoreError;
      report({ what: isGone ? 'store-gone' : 'turn-failed', cause, conversation: keyOf(seat), request });
      return isGone ? 'unavailable' : 'failed';
    }
  }

  /** In the log, where it is read like everything else: once, however often the activity comes. */
  async function apologize(seat: Seat, id: string, request: string | undefined): Promise<void> {
    const decide: Decide = (before) =>
      before === undefined
        ? undefined
        : {
            consultation: before.consultation,
            said: [{ type: 'message', text: APOLOGY }],
            event: undefined,
          };
    await takeLogged(bot, seat, { id: `${id} apology`, echo: undefined, replyTo: id, decide }).catch(
      (cause: unknown) => report({ what: 'apology-undelivered', cause, conversation: keyOf(seat), request }),
    );
  }
}

interface LoggedTurn {
  readonly id: string;
  readonly echo: Entry | undefined;
  readonly replyTo?: string;
  readonly decide: Decide;
}

function takeLogged(bot: Bot, seat: Seat, turn: LoggedTurn): Promise<Outcome<Said>> {
  const { id, echo, decide, replyTo: asked = echo === undefined ? undefined : id } = turn;
  return bot.turns.take({
    key: keyOf(seat),
    activityId: id,
    person: makeKey(CHANNEL, seat.user),
    address: undefined,
    step: (before) => {
      const step = decide(before);
      if (step === undefined) return undefined;
      const echoes = echo === undefined ? [] : [echo];
      const logged = (before?.logged ?? 0) + echoes.length;
      const replies = replyEntries(seat, asked, logged, step.said.map(plain));
      return { ...step, said: [], log: [...echoes, ...replies] };
    },
    deliver: () => Promise.resolve(),
  });
}

/** What the bot does with an activity; undefined: nothing. */
function decideOn(bot: Bot, activity: Activity): Decide | undefined {
  const type: string = activity.type;
  switch (type) {
    case 'message':
      return replyTo(bot, activity);
    case 'endOfConversation':
      return startingOverSilently(bot);
    default:
      return undefined;
  }
}

/** As the rest of the bot reads it. */
function asActivity(seat: Seat, id: string, sent: UserActivity = { type: 'conversationUpdate' }): Activity {
  const activity: unknown = {
    ...sent,
    id,
    channelId: CHANNEL,
    serviceUrl: '',
    conversation: { id: seat.conversation },
    from: { id: seat.user },
    recipient: { id: BOT },
  };
  // The SDK's type demands fields that nobody reads.
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the SDK's edge, see above
  return activity as Activity;
}

function plain(said: Said[number]): Entry {
  return { ...said };
}
