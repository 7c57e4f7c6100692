import type { Activity } from 'botbuilder';
import { z } from 'zod';

/** An id as it is stored: escaped, and short enough for the index of a database beside two others. */
const LONGEST_ID = 1_000;
/** Escaped, a character takes six bytes at most: an id of so many need not be measured. */
const SHORT_ID = 150;
const HALF = /[\uD800-\uDFFF]/u;
const id = z
  .string()
  .min(1)
  .max(LONGEST_ID)
  .refine(
    (text) => text.length <= SHORT_ID || Buffer.byteLength(JSON.stringify(text)) <= LONGEST_ID,
    'Too big',
  )
  // As a part of an address these would mean another one, and half a character cannot be written there.
  .refine((text) => text !== '.' && text !== '..' && !HALF.test(text), 'Not an id');

const word = z.string().max(200);
const name = z.string().max(2_000);
const when = z.string().max(100);

// What is not given: channels send null for it (`nullish`), the SDK tells it by undefined. It is left out after the check
// (`given`): a transform for each field makes a parse twice as long.
const account = z.object({
  id,
  name: name.nullish(),
  aadObjectId: word.nullish(),
  role: word.nullish(),
});

const conversation = z.object({
  id,
  name: name.nullish(),
  isGroup: z.boolean().nullish(),
  conversationType: word.nullish(),
  tenantId: word.nullish(),
});

const entity = z.object({
  type: word,
  text: name.nullish(),
  mentioned: z
    .unknown()
    .optional()
    .transform((value) => {
      const { data } = account.safeParse(value);
      return data === undefined ? undefined : withoutAbsent(data);
    }),
});

/** The fields of an activity that the bot reads or gives back, bounded; every other is left out, at every level. */
const activitySchema = z.object({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  channelId: z.string().max(100).default(''),
  from: account,
  recipient: account,
  conversation,
  serviceUrl: name.nullish(),
  text: z.string().max(100_000).nullish(),
  name: word.nullish(),
  action: word.nullish(),
  locale: z.string().max(100).nullish(),
  deliveryMode: z.string().max(100).nullish(),
  replyToId: name.nullish(),
  timestamp: when.nullish(),
  localTimestamp: when.nullish(),
  expiration: when.nullish(),
  entities: z.array(entity).max(500).nullish(),
  membersAdded: z.array(account).max(10_000).nullish(),
  membersRemoved: z.array(account).max(10_000).nullish(),
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
  const activity: unknown = given(parsed.data);
  // The SDK's type demands fields that channels leave out; those that anyone reads were checked above.
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the SDK's edge, see above
  return { kind: 'activity', activity: activity as Activity };
}

/** The fields that are there; of nested ones too, because they go into replies. */
function given(data: z.infer<typeof activitySchema>): Record<string, unknown> {
  const { from, recipient, conversation, entities, membersAdded, membersRemoved } = data;
  const activity = withoutAbsent(data);
  activity['from'] = withoutAbsent(from);
  activity['recipient'] = withoutAbsent(recipient);
  activity['conversation'] = withoutAbsent(conversation);
  if (entities) activity['entities'] = entities.map(withoutAbsent);
  if (membersAdded) activity['membersAdded'] = membersAdded.map(withoutAbsent);
  if (membersRemoved) activity['membersRemoved'] = membersRemoved.map(withoutAbsent);
  setDate(activity, 'timestamp', 'rawTimestamp', data.timestamp);
  setDate(activity, 'localTimestamp', 'rawLocalTimestamp', data.localTimestamp);
  setDate(activity, 'expiration', 'rawExpiration', data.expiration);
  return activity;
}

function withoutAbsent(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const present: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value !== undefined && value !== null) present[name] = value;
  }
  return present;
}

/** The SDK expects dates and keeps the texts beside them, as its own `validateAndFixActivity` does. */
function setDate(
  activity: Record<string, unknown>,
  name: string,
  raw: string,
  text: string | null | undefined,
): void {
  if (typeof text !== 'string') return;
  activity[name] = new Date(text);
  activity[raw] = text;
}
