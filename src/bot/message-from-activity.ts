import type { Activity } from 'botbuilder';
import { parsePress, type Message } from '../core/index.ts';
import { speakerId } from './activity-keys.ts';

/**
 * What the user said with an activity: a press of one of the bot's buttons, or else the text without the mention of the
 * bot. A payload that is none of the bot's buttons is ignored.
 */
export function messageFromActivity(activity: Activity): Message {
  const press = parsePress(activity.value);
  const from = { speaker: speakerId(activity), ...writerOf(activity) };
  if (press !== undefined) return { kind: 'press', press, ...from };
  return { kind: 'text', text: withoutMention(activity), ...from };
}

/** The chat page says of texts that a link or the site around it wrote that the visitor did not write them. */
function writerOf({ channelData }: Activity): Pick<Message, 'writtenBy'> {
  const data: unknown = channelData;
  const isOfPage =
    typeof data === 'object' && data !== null && 'writtenBy' in data && data.writtenBy === 'page';
  return isOfPage ? { writtenBy: 'page' } : {};
}

/**
 * The text without the mention of the bot. `TurnContext.removeRecipientMention` of the SDK does the same, but it changes
 * the activity and expects every field of an entity to be well-formed.
 */
function withoutMention({ text, entities, recipient }: Activity): string {
  if (typeof text !== 'string') return '';
  const list: readonly unknown[] = Array.isArray(entities) ? entities : [];
  const own = list.filter(isMention).find(({ mentioned }) => mentioned.id === recipient.id);
  return (own === undefined ? text : text.replace(own.text, '')).trim();
}

interface Mention {
  readonly text: string;
  readonly mentioned: { readonly id: unknown };
}

function isMention(entity: unknown): entity is Mention {
  if (typeof entity !== 'object' || entity === null || !('type' in entity && 'mentioned' in entity))
    return false;
  const { type, mentioned } = entity;
  return (
    typeof type === 'string' &&
    type.toLowerCase() === 'mention' &&
    'text' in entity &&
    typeof entity.text === 'string' &&
    typeof mentioned === 'object' &&
    mentioned !== null &&
    'id' in mentioned
  );
}
