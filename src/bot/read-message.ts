import { TurnContext, type Activity } from 'botbuilder';
import { createHash } from 'node:crypto';
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

/** The SDK changes the activity that it is given and trusts every field of an entity. */
function withoutMention(activity: Activity): string {
  if (typeof activity.text !== 'string') return '';
  const entities = Array.isArray(activity.entities) ? activity.entities.filter(isMention) : [];
  return TurnContext.removeRecipientMention({ ...activity, entities }).trim();
}

function isMention(entity: unknown): boolean {
  if (typeof entity !== 'object' || entity === null || !('type' in entity && 'mentioned' in entity))
    return false;
  const { type, mentioned } = entity;
  return (
    typeof type === 'string' &&
    'text' in entity &&
    typeof entity.text === 'string' &&
    typeof mentioned === 'object' &&
    mentioned !== null &&
    'id' in mentioned
  );
}
