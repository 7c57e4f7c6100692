import { replyId, type Participant } from './ids.ts';
import type { UserActivity } from './user-activity.ts';

/** An activity in the form for clients, without its time. */
export type LoggedActivity = Readonly<Record<string, unknown>>;

/** The channel's id in every activity. */
export const CHANNEL_ID = 'directline';

/** The bot's id in every activity. */
export const BOT_ID = 'waymark';

/** The user's own activity. A client shows its message as sent when it receives this echo. */
export function echoEntry(participant: Participant, id: string, activity: UserActivity): LoggedActivity {
  return {
    ...activity,
    id,
    ...conversationFields(participant),
    from: { id: participant.user, role: 'user' },
  };
}

/**
 * The replies as entries behind the watermark `logged`. A reply that has an id keeps it: clients replace the activity which
 * they have under that id.
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
    ...conversationFields(participant),
    from: { id: BOT_ID, role: 'bot' },
    ...(replyTo === undefined ? {} : { replyToId: replyTo }),
  }));
}

function conversationFields({ conversation }: Participant) {
  return { channelId: CHANNEL_ID, conversation: { id: conversation } };
}
