import { ActivityTypes, type Activity } from 'botbuilder';
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

/** Takes an activity; never rejects. */
export type TakeActivity = (activity: Activity) => Promise<TakenActivity>;

/** The last resort: said when a turn could not be taken, perhaps because the words themselves cannot be had. */
const APOLOGY = 'Sorry, something went wrong on my side. Nothing is lost: please send your message again.';

/** So many conversations are remembered as apologized to in one outage. */
const MOST_APOLOGIES = 10_000;

/**
 * The bot with its apologies: one for each turn that fails, and one for each conversation while the store is gone, sent
 * beside the outbox. `report` is told why; the user is not.
 */
export function createActivityTaker(bot: Bot, report: (what: string, cause: unknown) => void): TakeActivity {
  const apologizedTo = new Set<string>();

  return async (activity) => {
    try {
      const response = await handleActivity(bot, activity);
      apologizedTo.clear();
      return { kind: 'response', response };
    } catch (cause) {
      if (!(cause instanceof StoreError)) {
        report('a turn failed', cause);
        return { kind: 'response', response: await apologize(activity) };
      }
      report('the store is gone', cause);
      await apologizeOnce(activity);
      return { kind: 'unavailable' };
    }
  };

  /** Who waits for the response is told by its status. */
  async function apologizeOnce(activity: Activity): Promise<void> {
    const key = conversationKey(activity);
    const isWaiting = expectsReplies(activity) || activity.type === 'invoke';
    if (isWaiting || apologizedTo.has(key) || apologizedTo.size >= MOST_APOLOGIES) return;
    apologizedTo.add(key);
    await apologize(activity);
  }

  async function apologize(activity: Activity): Promise<BotResponse> {
    if (activity.type === 'invoke') return { status: 500, body: undefined };
    const said: Said = addressReplies(activity, [{ type: ActivityTypes.Message, text: APOLOGY }]);
    const address = expectsReplies(activity) ? undefined : replyAddress(activity);
    if (address !== undefined)
      await bot.send(address, said).catch((cause: unknown) => report('an apology was not delivered', cause));
    return respond(activity, said);
  }
}
