import type { Activity } from 'botbuilder';
import type { Advisor } from '../core/index.ts';
import { jsonOf, withJson, type Turns } from '../turn/index.ts';
import { addressReplies } from './address-replies.ts';
import { answerInvoke } from './answer-invoke.ts';
import type { Identity } from './create-identity.ts';
import { conversationKey, personKey } from './conversation-key.ts';
import type { SaidActivity } from './render-reply.ts';
import { replyAddress, type SendReplies } from './reply-address.ts';
import { greeting, replyTo, startingOverSilently, type Decide } from './steps.ts';

/** What the bot stores and sends for one turn. */
export type Said = readonly SaidActivity[];

export interface Bot {
  /** Asked for every turn, so that reloaded content takes effect at once. */
  readonly advisor: () => Advisor;
  readonly turns: Turns<Said>;
  readonly send: SendReplies;
  /** The version of Waymark, for the record of events. */
  readonly version: string;
  /** Undefined where no app id is set: then callers are not authenticated, and only this machine may call. */
  readonly identity: Identity | undefined;
}

/** The answer to the request that brought an activity. */
export interface BotResponse {
  readonly status: number;
  /** Undefined: an empty body. */
  readonly body: object | undefined;
}

/**
 * The bot: one turn for each activity that says something; every other kind is taken note of in silence. Rejects where
 * the turn could not be taken (see `Turns.take`).
 */
export async function handleActivity(bot: Bot, activity: Activity): Promise<BotResponse> {
  // As a plain string: channels send types that the SDK does not list.
  const type: string = activity.type;
  switch (type) {
    case 'message':
      return take(bot, activity, activity.id, replyTo(bot, activity));
    case 'messageUpdate':
      return isEdit(activity) ? take(bot, activity, editId(activity), replyTo(bot, activity)) : NOTHING_SAID;
    case 'conversationUpdate':
      return someoneElseJoined(activity) ? greet(bot, activity) : respond(activity, []);
    case 'installationUpdate':
      return activity.action?.startsWith('remove') === true ? forget(bot, activity) : greet(bot, activity);
    case 'endOfConversation':
      return take(bot, activity, activity.id, startingOverSilently(bot));
    case 'invoke':
      return answerInvoke(bot, activity);
    default:
      return respond(activity, []);
  }
}

/** The response where nothing is said. */
const NOTHING_SAID: BotResponse = { status: 200, body: undefined };

/** Whether the caller waits for the replies in the response to its request. */
export function expectsReplies(activity: Activity): boolean {
  const mode: string | undefined = activity.deliveryMode;
  return mode === 'expectReplies';
}

/** The response to an activity: the replies, where the caller waits for them, else nothing. */
export function respond(activity: Activity, said: Said): BotResponse {
  if (!expectsReplies(activity)) return NOTHING_SAID;
  return { status: 200, body: withJson({ activities: said }, `{"activities":${jsonOf(said)}}`) };
}

/** Takes a turn; what is said goes into the response, or to where the activity came from. */
async function take(
  { turns, send }: Bot,
  activity: Activity,
  activityId: string | undefined,
  step: Decide,
): Promise<BotResponse> {
  const address = expectsReplies(activity) ? undefined : replyAddress(activity);
  const { said } = await turns.take({
    key: conversationKey(activity),
    activityId,
    person: personKey(activity),
    address,
    step: (before) => {
      const after = step(before);
      return after === undefined ? undefined : { ...after, said: addressReplies(activity, after.said) };
    },
    deliver: async (replies) => {
      if (address !== undefined && replies.length > 0) await send(address, replies);
    },
  });
  return respond(activity, said ?? []);
}

/** Teams sends the same activity type when a deleted message is restored. */
function isEdit({ channelData }: Activity): boolean {
  const data: unknown = channelData;
  return (
    typeof data !== 'object' || data === null || !('eventType' in data) || data.eventType === 'editMessage'
  );
}

/** An edited message says something anew. It keeps its id, so the time of the edit tells it from the first delivery. */
function editId({ id, timestamp }: Activity): string {
  return `${id ?? ''}\nedited ${String(timestamp instanceof Date ? timestamp.getTime() : 0)}`;
}

function greet(bot: Bot, activity: Activity): Promise<BotResponse> {
  return take(bot, activity, activity.id, greeting(bot, activity));
}

function someoneElseJoined({ membersAdded, recipient }: Activity): boolean {
  return Array.isArray(membersAdded) && membersAdded.some((member) => member.id !== recipient.id);
}

async function forget({ turns }: Bot, activity: Activity): Promise<BotResponse> {
  await turns.forget(conversationKey(activity));
  return respond(activity, []);
}
