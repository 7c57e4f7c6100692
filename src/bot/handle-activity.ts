import type { Activity } from 'botbuilder';
import { conversationKey, personKey } from './activity-keys.ts';
import { addressReplies } from './address-replies.ts';
import { answerInvoke } from './answer-invoke.ts';
import type { Bot, BotResponse } from './bot.ts';
import { replyAddress } from './connector/reply-address.ts';
import { decideReply, decideSilentRestart, decideWelcome, type DecideTurn } from './decide-turn.ts';
import { EMPTY_RESPONSE, expectsReplies, httpResponse } from './http-response.ts';

/**
 * Handles one activity of a channel: messages, edits, joins, uninstalls, ends of conversations and card actions. Every
 * other type gets an empty response. Rejects if the turn could not be written (see `Turns.run`).
 */
export async function handleActivity(bot: Bot, activity: Activity): Promise<BotResponse> {
  // As a plain string: channels send types that the SDK does not list.
  const type: string = activity.type;
  switch (type) {
    case 'message':
      return runTurn(bot, activity, activity.id, decideReply(bot, activity));
    case 'messageUpdate':
      return isEdit(activity)
        ? runTurn(bot, activity, editId(activity), decideReply(bot, activity))
        : EMPTY_RESPONSE;
    case 'conversationUpdate':
      return someoneElseJoined(activity) ? greet(bot, activity) : httpResponse(activity, []);
    case 'installationUpdate':
      return activity.action?.startsWith('remove') === true ? forget(bot, activity) : greet(bot, activity);
    case 'endOfConversation':
      return runTurn(bot, activity, activity.id, decideSilentRestart(bot));
    case 'invoke':
      return answerInvoke(bot, activity);
    default:
      return httpResponse(activity, []);
  }
}

/** Runs a turn. The replies go into the response if the caller asked for that, else to the channel's service. */
async function runTurn(
  { turns, send }: Bot,
  activity: Activity,
  activityId: string | undefined,
  decide: DecideTurn,
): Promise<BotResponse> {
  const address = expectsReplies(activity) ? undefined : replyAddress(activity);
  const { said } = await turns.run({
    key: conversationKey(activity),
    activityId,
    person: personKey(activity),
    address,
    decide: (before) => {
      const after = decide(before);
      return after === undefined ? undefined : { ...after, said: addressReplies(activity, after.said) };
    },
    deliver: async (replies) => {
      if (address !== undefined && replies.length > 0) await send(address, replies);
    },
  });
  return httpResponse(activity, said ?? []);
}

/** Whether a `messageUpdate` is an edit: Teams sends the same type when a deleted message is restored. */
function isEdit({ channelData }: Activity): boolean {
  const data: unknown = channelData;
  return (
    typeof data !== 'object' || data === null || !('eventType' in data) || data.eventType === 'editMessage'
  );
}

/** The id of an edit. An edited message keeps its id, so the time of the edit is added: else it would be a repetition. */
function editId({ id, timestamp }: Activity): string {
  return `${id ?? ''}\nedited ${String(timestamp instanceof Date ? timestamp.getTime() : 0)}`;
}

function greet(bot: Bot, activity: Activity): Promise<BotResponse> {
  return runTurn(bot, activity, activity.id, decideWelcome(bot, activity));
}

function someoneElseJoined({ membersAdded, recipient }: Activity): boolean {
  return Array.isArray(membersAdded) && membersAdded.some((member) => member.id !== recipient.id);
}

async function forget({ turns }: Bot, activity: Activity): Promise<BotResponse> {
  await turns.forget(conversationKey(activity));
  return httpResponse(activity, []);
}
