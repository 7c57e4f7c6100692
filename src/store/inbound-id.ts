import { createHash } from 'node:crypto';

/** An activity's name across conversations. Escaped, because a database takes not every character in a text. */
export function inboundId(key: string, activityId: string): string {
  return `${key} ${JSON.stringify(activityId)}`;
}

/** The same beyond recognition, for what is left of a forgotten conversation. */
export function hashedId(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}
