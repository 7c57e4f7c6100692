import type { Advisor } from '../core/index.ts';
import type { Turns } from '../turn/index.ts';
import type { SendReplies } from './connector/create-reply-sender.ts';
import type { ReplyActivities } from './render-reply.ts';

/** What the bot works with. */
export interface Bot {
  /** Called for every turn, so that reloaded content takes effect at once. */
  readonly advisor: () => Advisor;
  readonly turns: Turns<ReplyActivities>;
  readonly send: SendReplies;
  /** The version of Waymark; it is recorded with each event. */
  readonly version: string;
}

/** The HTTP response to the request that brought an activity. */
export interface BotResponse {
  readonly status: number;
  /** The JSON body; undefined: an empty body. */
  readonly body: object | undefined;
}
