import type { Activity } from 'botbuilder';
import { StoreError } from '../turn/index.ts';
import { addressReplies } from './address-replies.ts';
import { conversationKey } from './conversation-key.ts';
import {
  expectsReplies,
  handleActivity,
  respond,
  type Bot,
  type BotResponse,
  type Said,
} from './handle-activity.ts';
import { replyAddress } from './reply-address.ts';

/** What came of an activity. `unavailable`: nothing was written, the channel should deliver it again. */
export type TakenActivity =
  { readonly kind: 'response'; readonly response: BotResponse } | { readonly kind: 'unavailable' };

/** Takes an activity; never rejects. `request` is told with whatever goes wrong. */
export type TakeActivity = (activity: Activity, request?: string) => Promise<TakenActivity>;

/** Something that went wrong with an activity. */
export interface Trouble {
  readonly what: 'turn-failed' | 'store-gone' | 'apology-undelivered';
  readonly cause: unknown;
  /** The key of the conversation. */
  readonly conversation: string;
  readonly request: string | undefined;
}

type Tell = (what: Trouble['what'], cause: unknown) => void;

/** The last resort: said when a turn could not be taken, perhaps because the words themselves cannot be had. */
export const APOLOGY =
  'Sorry, something went wrong on my side. Nothing is lost: please send your message again.';

/** So many conversations are remembered as apologized to in one outage. */
const MOST_APOLOGIES = 10_000;
/** An outage is over when turns are taken and for so many milliseconds none was turned away: databases come back and go. */
const CALM = 10_000;

/**
 * The bot with its apologies: one for each turn that fails, and one for each conversation while the store is gone, sent
 * beside the outbox. `report` is told why; the user is not. `now` gives milliseconds.
 */
export function createActivityTaker(
  bot: Bot,
  report: (trouble: Trouble) => void,
  now: () => number = () => performance.now(),
): TakeActivity {
  const apologizedTo = new Set<string>();
  let lastGone = -Infinity;

  return async (activity, request) => {
    const tell = (what: Trouble['what'], cause: unknown) =>
      report({ what, cause, conversation: conversationKey(activity), request });
    try {
      const response = await handleActivity(bot, activity);
      if (now() - lastGone > CALM) apologizedTo.clear();
      return { kind: 'response', response };
    } catch (cause) {
      if (!(cause instanceof StoreError)) {
        tell('turn-failed', cause);
        return { kind: 'response', response: await apologize(activity, tell) };
      }
      lastGone = now();
      tell('store-gone', cause);
      await apologizeOnce(activity, tell);
      return { kind: 'unavailable' };
    }
  };

  /** Who waits for the response is told by its status. */
  async function apologizeOnce(activity: Activity, tell: Tell): Promise<void> {
    const key = conversationKey(activity);
    const isWaiting = expectsReplies(activity) || activity.type === 'invoke';
    if (isWaiting || apologizedTo.has(key) || apologizedTo.size >= MOST_APOLOGIES) return;
    apologizedTo.add(key);
    await apologize(activity, tell);
  }

  async function apologize(activity: Activity, tell: Tell): Promise<BotResponse> {
    if (activity.type === 'invoke') return { status: 500, body: undefined };
    const said: Said = addressReplies(activity, [{ type: 'message', text: APOLOGY }]);
    const address = expectsReplies(activity) ? undefined : replyAddress(activity);
    if (address !== undefined)
      await bot.send(address, said).catch((cause: unknown) => tell('apology-undelivered', cause));
    return respond(activity, said);
  }
}
