import type { Activity } from 'botbuilder';
import { z } from 'zod';

/** An id as it is stored: escaped, and short enough for the index of a database beside two others. */
const LONGEST_ID = 1_000;
const id = z
  .string()
  .min(1)
  .max(LONGEST_ID)
  .refine((text) => Buffer.byteLength(JSON.stringify(text)) <= LONGEST_ID, 'Too big')
  // As a part of an address these would mean another one.
  .refine((text) => text !== '.' && text !== '..', 'Not an id');

const word = z.string().max(200);
const name = z.string().max(2_000);
const when = z.string().max(100);

/** What is not given: channels send null for it, the SDK tells it by undefined. */
const maybe = <Field extends z.ZodType>(field: Field) =>
  field.nullish().transform((value) => value ?? undefined);

const account = z.object({
  id,
  name: maybe(name),
  aadObjectId: maybe(word),
  role: maybe(word),
});

const conversation = z.object({
  id,
  name: maybe(name),
  isGroup: maybe(z.boolean()),
  conversationType: maybe(word),
  tenantId: maybe(word),
});

const entity = z.object({
  type: word,
  text: maybe(name),
  mentioned: z
    .unknown()
    .optional()
    .transform((value) => account.safeParse(value).data),
});

/** The fields of an activity that the bot reads or gives back, bounded; every other is left out, at every level. */
const activitySchema = z.object({
  type: z.string().min(1).max(100),
  id: maybe(id),
  channelId: z.string().max(100).default(''),
  from: account,
  recipient: account,
  conversation,
  serviceUrl: maybe(name),
  text: maybe(z.string().max(100_000)),
  name: maybe(word),
  action: maybe(word),
  locale: maybe(z.string().max(100)),
  deliveryMode: maybe(z.string().max(100)),
  replyToId: maybe(name),
  timestamp: maybe(when),
  localTimestamp: maybe(when),
  expiration: maybe(when),
  entities: maybe(z.array(entity).max(500)),
  membersAdded: maybe(z.array(account).max(10_000)),
  membersRemoved: maybe(z.array(account).max(10_000)),
  // Read field by field where they are used.
  value: z.unknown().optional(),
  channelData: z.unknown().optional(),
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
  const activity: unknown = { ...given(parsed.data), ...toDates(parsed.data) };
  // The SDK's type demands fields that channels leave out; those that anyone reads were checked above.
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the SDK's edge, see above
  return { kind: 'activity', activity: activity as Activity };
}

/** The fields that are there; of nested ones too, because they go into replies. */
function given(data: z.infer<typeof activitySchema>): Record<string, unknown> {
  const { from, recipient, conversation, ...rest } = data;
  return {
    ...withoutAbsent(rest),
    from: withoutAbsent(from),
    recipient: withoutAbsent(recipient),
    conversation: withoutAbsent(conversation),
  };
}

function withoutAbsent(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  );
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
