import { replyId, type Participant } from './ids.ts';
import type { UserActivity } from './user-activity.ts';

/** An activity as clients are sent it, but for its time. */
export type LoggedActivity = Readonly<Record<string, unknown>>;

/** The channel's id in every activity. */
export const CHANNEL_ID = 'directline';

/** The bot's id in every activity. */
export const BOT_ID = 'waymark';

/** The echo of what the user sent: the client takes its own message for sent when it sees this. */
export function echoEntry(participant: Participant, id: string, activity: UserActivity): LoggedActivity {
  return { ...activity, id, ...place(participant), from: { id: participant.user, role: 'user' } };
}

/**
 * What the bot said, as the entries behind the watermark `logged`. A reply with an id of its own replaces what was said
 * under it.
 */
export function replyEntries(
  participant: Participant,
  replyTo: string | undefined,
  logged: number,
  said: readonly LoggedActivity[],
): readonly LoggedActivity[] {
  return said.map((each, i) => ({
    id: replyId(participant, logged + i + 1),
    ...each,
    ...place(participant),
    from: { id: BOT_ID, role: 'bot' },
    ...(replyTo === undefined ? {} : { replyToId: replyTo }),
  }));
}

function place({ conversation }: Participant) {
  return { channelId: CHANNEL_ID, conversation: { id: conversation } };
}
