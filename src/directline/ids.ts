import { createHash, randomBytes } from 'node:crypto';

/** A conversation and the one user who may speak in it. */
export interface Participant {
  readonly conversation: string;
  readonly user: string;
}

/** A new conversation with a new user; nobody can guess either (128 random bits each). */
export function createParticipant(): Participant {
  return { conversation: randomId(), user: `dl_${randomId()}` };
}

/**
 * The id of an activity that the user sent. By the client's own id it is the same each time that the activity comes, and no
 * other conversation's; without one it cannot be told from its repetition.
 */
export function activityId({ conversation }: Participant, clientActivityId: string | undefined): string {
  if (clientActivityId === undefined) return `${conversation}|${randomId()}`;
  const hash = createHash('sha256').update(JSON.stringify([conversation, clientActivityId]));
  return `${conversation}|${hash.digest('base64url').slice(0, 22)}`;
}

/** The id of what the bot said, from its place in the conversation's log. */
export function replyId({ conversation }: Participant, watermark: number): string {
  return `${conversation}|${String(watermark).padStart(7, '0')}`;
}

function randomId(): string {
  return randomBytes(16).toString('base64url');
}
