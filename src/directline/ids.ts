import { createHash, randomBytes } from 'node:crypto';

/** A conversation and its one user. */
export interface Participant {
  readonly conversation: string;
  readonly user: string;
}

/** A new conversation with a new user. Their ids cannot be guessed (128 random bits each). */
export function createParticipant(): Participant {
  return { conversation: randomId(), user: `dl_${randomId()}` };
}

/**
 * The id of an activity that the user sent, made from the conversation and the client's own id for it. It is the same
 * whenever the activity is sent again; a number is the same as its text. Without a client's id it is random, and a repetition
 * counts as a new activity.
 */
export function activityId(
  { conversation }: Participant,
  clientActivityId: string | number | undefined,
): string {
  if (clientActivityId === undefined) return `${conversation}|${randomId()}`;
  const hash = createHash('sha256').update(JSON.stringify([conversation, String(clientActivityId)]));
  return `${conversation}|${hash.digest('base64url').slice(0, 22)}`;
}

/** The id of a reply: its watermark in the conversation's log. */
export function replyId({ conversation }: Participant, watermark: number): string {
  return `${conversation}|${String(watermark).padStart(7, '0')}`;
}

function randomId(): string {
  return randomBytes(16).toString('base64url');
}
