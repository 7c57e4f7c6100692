import type { Activity } from 'botbuilder';
import { jsonOf, withGivenJson } from '../turn/index.ts';
import type { BotResponse } from './bot.ts';
import type { ReplyActivities } from './render-reply.ts';

/** The response without replies. */
export const EMPTY_RESPONSE: BotResponse = { status: 200, body: undefined };

/** The response to an activity: it holds the replies if the caller asked for them there, and is empty if not. */
export function httpResponse(activity: Activity, replies: ReplyActivities): BotResponse {
  if (!expectsReplies(activity)) return EMPTY_RESPONSE;
  return { status: 200, body: withGivenJson({ activities: replies }, `{"activities":${jsonOf(replies)}}`) };
}

/** Whether the caller wants the replies in the response to its request (`deliveryMode: "expectReplies"`). */
export function expectsReplies(activity: Activity): boolean {
  const mode: string | undefined = activity.deliveryMode;
  return mode === 'expectReplies';
}
