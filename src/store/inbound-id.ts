import { createHash } from 'node:crypto';

/** The id of an activity across conversations. Escaped, because databases refuse some characters in a text. */
export function inboundId(key: string, activityId: string): string {
  return `${key} ${JSON.stringify(activityId)}`;
}

/** A hash that keeps nothing readable, for the ids that stay after a conversation was forgotten. */
export function hashId(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

/** The channel's own activity id in an id of `inboundId`. */
export function parseInboundId(key: string, id: string): string {
  const activityId: unknown = JSON.parse(id.slice(key.length + 1));
  return String(activityId);
}
