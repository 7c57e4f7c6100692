import { TurnContext, type Activity } from 'botbuilder';
import { parsePress, type Message } from '../core/index.ts';

/**
 * Reads what the user sent: a button of ours, or else the text without the mention of the bot. A payload that is not
 * ours counts for nothing.
 */
export function readMessage(activity: Activity): Message {
  const press = parsePress(activity.value);
  if (press !== undefined) return { kind: 'press', press };
  return { kind: 'text', text: withoutMention(activity) };
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
