import type { Activity } from 'botbuilder';
import { z } from 'zod';

const account = z.looseObject({ id: z.string().min(1).max(2_000), name: z.string().optional() });
const when = z.string().max(100);

/** The fields of an activity that the bot and the SDK read without looking; the rest passes as it is. */
const activitySchema = z.looseObject({
  type: z.string().min(1).max(100),
  id: z.string().min(1).max(2_000).optional(),
  channelId: z.string().max(100).default(''),
  from: account,
  recipient: account,
  conversation: z.looseObject({ id: z.string().min(1).max(2_000) }),
  serviceUrl: z.string().max(2_000).optional(),
  text: z.string().nullish(),
  name: z.string().max(200).nullish(),
  action: z.string().max(200).nullish(),
  locale: z.string().max(100).nullish(),
  deliveryMode: z.string().max(100).nullish(),
  replyToId: z.string().nullish(),
  timestamp: when.nullish(),
  localTimestamp: when.nullish(),
  expiration: when.nullish(),
  entities: z.array(z.looseObject({ type: z.string() })).nullish(),
  attachments: z.array(z.looseObject({})).nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
});

export type ActivityBody =
  | { readonly kind: 'activity'; readonly activity: Activity }
  | { readonly kind: 'malformed'; readonly detail: string };

/** Parses an activity; a malformed one is described field by field, in at most three fields. */
export function parseActivity(body: unknown): ActivityBody {
  const parsed = activitySchema.safeParse(body);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, 3);
    const detail = issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
    return { kind: 'malformed', detail };
  }
  // Channels send null for "none"; the SDK tells a field that is not there by undefined.
  const fields = Object.entries(parsed.data).filter(([, value]) => value !== null);
  const activity: unknown = { ...Object.fromEntries(fields), ...toDates(parsed.data) };
  // The SDK's type demands fields that channels leave out; those that anyone reads were checked above.
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the SDK's edge, see above
  return { kind: 'activity', activity: activity as Activity };
}

/** The SDK expects dates and keeps the texts beside them, as its own `validateAndFixActivity` does. */
function toDates(data: z.infer<typeof activitySchema>): Record<string, unknown> {
  const { timestamp, localTimestamp, expiration } = data;
  return {
    ...(typeof timestamp === 'string' ? { timestamp: new Date(timestamp), rawTimestamp: timestamp } : {}),
    ...(typeof localTimestamp === 'string'
      ? { localTimestamp: new Date(localTimestamp), rawLocalTimestamp: localTimestamp }
      : {}),
    ...(typeof expiration === 'string'
      ? { expiration: new Date(expiration), rawExpiration: expiration }
      : {}),
  };
}
