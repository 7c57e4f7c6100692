import type { Activity } from 'botbuilder';
import { StoreError } from '../turn/index.ts';
import { conversationKey } from './activity-keys.ts';
import { addressReplies } from './address-replies.ts';
import type { Bot, BotResponse } from './bot.ts';
import { replyAddress } from './connector/reply-address.ts';
import { handleActivity } from './handle-activity.ts';
import type { ReplyActivities } from './render-reply.ts';
import { expectsReplies, httpResponse } from './http-response.ts';

/** The result for the caller. `unavailable`: nothing was written, and the channel should deliver the activity again. */
export type ProcessedActivity =
  { readonly kind: 'response'; readonly response: BotResponse } | { readonly kind: 'unavailable' };

/** Processes an activity; never rejects. `request` is the request's id for the log. */
export type ProcessActivity = (activity: Activity, request?: string) => Promise<ProcessedActivity>;

/** What went wrong with an activity, for the log. */
export interface TurnFailure {
  readonly what: 'turn-failed' | 'store-gone' | 'apology-undelivered';
  readonly cause: unknown;
  /** The key of the conversation. */
  readonly conversation: string;
  readonly request: string | undefined;
}

type ReportCause = (what: TurnFailure['what'], cause: unknown) => void;

/** The only sentence of a conversation that is in src: it is needed when a turn failed, perhaps because the dialogs cannot
 * be read. */
export const APOLOGY =
  'Sorry, something went wrong on my side. Nothing is lost: please send your message again.';

/** The largest number of conversations that get an apology in one outage. */
const MOST_APOLOGIES = 10_000;
/** An outage is over once a turn succeeds and none has failed for this long (milliseconds): databases come and go. */
const CALM = 10_000;

/**
 * The bot with its apologies: one for each turn that fails, and one for each conversation while the store is out of reach.
 * Apologies are sent directly, past the outbox. The cause goes to `report` only, never to the user.
 * @param now milliseconds
 */
export function createActivityProcessor(
  bot: Bot,
  report: (failure: TurnFailure) => void,
  now: () => number = () => performance.now(),
): ProcessActivity {
  const apologizedTo = new Set<string>();
  let lastGone = -Infinity;

  return async (activity, request) => {
    const reportCause: ReportCause = (what, cause) =>
      report({ what, cause, conversation: conversationKey(activity), request });
    try {
      const response = await handleActivity(bot, activity);
      if (now() - lastGone > CALM) apologizedTo.clear();
      return { kind: 'response', response };
    } catch (cause) {
      if (!(cause instanceof StoreError)) {
        reportCause('turn-failed', cause);
        return { kind: 'response', response: await apologize(activity, reportCause) };
      }
      lastGone = now();
      reportCause('store-gone', cause);
      await apologizeOnce(activity, reportCause);
      return { kind: 'unavailable' };
    }
  };

  /** Apologizes once for each conversation. A caller that waits for the response is told by its status instead. */
  async function apologizeOnce(activity: Activity, reportCause: ReportCause): Promise<void> {
    const key = conversationKey(activity);
    const isWaiting = expectsReplies(activity) || activity.type === 'invoke';
    if (isWaiting || apologizedTo.has(key) || apologizedTo.size >= MOST_APOLOGIES) return;
    apologizedTo.add(key);
    await apologize(activity, reportCause);
  }

  async function apologize(activity: Activity, reportCause: ReportCause): Promise<BotResponse> {
    if (activity.type === 'invoke') return { status: 500, body: undefined };
    const replies: ReplyActivities = addressReplies(activity, [{ type: 'message', text: APOLOGY }]);
    const address = expectsReplies(activity) ? undefined : replyAddress(activity);
    if (address !== undefined)
      await bot.send(address, replies).catch((cause: unknown) => reportCause('apology-undelivered', cause));
    return httpResponse(activity, replies);
  }
}
