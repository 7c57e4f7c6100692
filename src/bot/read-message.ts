import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { parsePress, type Message } from '../core/index.ts';
import { personKey } from './conversation-key.ts';

/**
 * Reads what the user sent: a button of ours, or else the text without the mention of the bot. A payload that is not
 * ours counts for nothing.
 */
export function readMessage(activity: Activity): Message {
  const press = parsePress(activity.value);
  const speaker = speakerOf(activity);
  if (press !== undefined) return { kind: 'press', press, speaker };
  return { kind: 'text', text: withoutMention(activity), speaker };
}

/** Tells who speaks from the others in a conversation, without naming them. */
export function speakerOf(activity: Activity): string {
  return createHash('sha256').update(personKey(activity)).digest('base64url').slice(0, 16);
}

/** As the SDK's `TurnContext.removeRecipientMention` does, which changes the activity and trusts every field of an entity. */
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
