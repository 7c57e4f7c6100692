import type { Activity } from 'botbuilder';
import type { SaidActivity } from './render-reply.ts';

/** Replies with the fields that make each an answer to `activity`: from whom, to whom, in which conversation. */
export function addressReplies(activity: Activity, said: readonly SaidActivity[]): readonly SaidActivity[] {
  if (said.length === 0) return said;
  const { channelId, serviceUrl, conversation, from, recipient, id, locale } = activity;
  const fields: SaidActivity = {
    channelId,
    serviceUrl,
    conversation,
    from: recipient,
    recipient: from,
    ...(id === undefined ? {} : { replyToId: id }),
    ...(locale === undefined ? {} : { locale }),
  };
  return said.map((each) => ({ ...each, ...fields }));
}
