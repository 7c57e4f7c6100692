import type { Activity } from 'botbuilder';
import { mergeJsonObjects, jsonOf, withGivenJson } from '../turn/index.ts';
import type { ReplyActivity } from './render-reply.ts';

/** The replies with the fields that make each an answer to `activity`: channel, conversation, sender, recipient. */
export function addressReplies(activity: Activity, said: readonly ReplyActivity[]): readonly ReplyActivity[] {
  if (said.length === 0) return said;
  const { channelId, serviceUrl, conversation, from, recipient, id, locale } = activity;
  const fields: ReplyActivity = {
    channelId,
    serviceUrl,
    conversation,
    from: recipient,
    recipient: from,
    ...(id === undefined ? {} : { replyToId: id }),
    ...(locale === undefined ? {} : { locale }),
  };
  const address = JSON.stringify(fields);
  // The JSON texts can be joined because a rendered reply has none of the address fields.
  const texts = said.map((each) => mergeJsonObjects(jsonOf(each), address));
  const addressed = said.map((each) => ({ ...each, ...fields }));
  return withGivenJson(addressed, `[${texts.join(',')}]`);
}
