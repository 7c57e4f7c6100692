import { replyId, type Seat } from './ids.ts';
import type { UserActivity } from './user-activity.ts';

/** An activity as clients are sent it, but for its time. */
export type Entry = Readonly<Record<string, unknown>>;

/** The channel's id in every activity. */
export const CHANNEL = 'directline';

/** The bot's id in every activity. */
export const BOT = 'waymark';

/** The echo of what the user sent: the client takes its own message for sent when it sees this. */
export function echoEntry(seat: Seat, id: string, activity: UserActivity): Entry {
  return { ...activity, id, ...place(seat), from: { id: seat.user, role: 'user' } };
}

/**
 * What the bot said, as the entries behind the watermark `logged`. A reply with an id of its own replaces what was said
 * under it.
 */
export function replyEntries(
  seat: Seat,
  replyTo: string | undefined,
  logged: number,
  said: readonly Entry[],
): readonly Entry[] {
  return said.map((each, i) => ({
    id: replyId(seat, logged + i + 1),
    ...each,
    ...place(seat),
    from: { id: BOT, role: 'bot' },
    ...(replyTo === undefined ? {} : { replyToId: replyTo }),
  }));
}

function place({ conversation }: Seat) {
  return { channelId: CHANNEL, conversation: { id: conversation } };
}
