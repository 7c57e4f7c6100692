import { createHash } from 'node:crypto';

/** An activity's name across conversations. Escaped, because a database takes not every character in a text. */
export function inboundId(key: string, activityId: string): string {
  return `${key} ${JSON.stringify(activityId)}`;
}

/** The same beyond recognition, for what is left of a forgotten conversation. */
export function hashedId(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

/** The channel's id in what `inboundId` made. */
export function activityIdOf(key: string, id: string): string {
  const activityId: unknown = JSON.parse(id.slice(key.length + 1));
  return String(activityId);
}
