import { z } from 'zod';
import { LONGEST_MESSAGE } from '../contract/index.ts';

/** The fields that are kept of a user's activity. The sender is known from the token. */
export interface UserActivity {
  readonly type: string;
  readonly text?: string;
  readonly value?: unknown;
  readonly locale?: string;
  readonly textFormat?: string;
  /** What the client needs in the echo: its own id of the activity, and how it shows a pressed button. */
  readonly channelData?: ChannelData;
}

interface ChannelData {
  /** `page`: a link or the site around the chat wrote the text, not the visitor. */
  readonly writtenBy?: 'page' | undefined;
  readonly clientActivityID?: string | number | undefined;
  readonly postBack?: boolean | undefined;
  readonly messageBack?: { readonly displayText?: string | undefined } | undefined;
}

/** The longest value in characters of JSON. The bot's buttons send a few hundred. */
const LONGEST_VALUE = 8_000;

/** The longest id of a client's own, in characters. Genuine clients send some thirty. */
const LONGEST_CLIENT_ID = 8_000;

/**
 * An id by which a client may send an activity again. It is never left out silently: the activity sent again would then be
 * another one. A number must be a whole one that JSON tells apart from its neighbours. Empty means that there is none.
 */
const clientActivityId = z
  .union([z.string().max(LONGEST_CLIENT_ID), z.int()], {
    error: `Neither a text of at most ${String(LONGEST_CLIENT_ID)} characters nor a whole number up to 2^53 - 1`,
  })
  .nullish()
  .transform((id) => (id === null || id === '' ? undefined : id));

/** Other fields of another shape are left out and not refused: other clients use them for themselves. */
const channelDataFields = z
  .object({
    writtenBy: z.literal('page').optional().catch(undefined),
    clientActivityID: clientActivityId,
    postBack: z.boolean().optional().catch(undefined),
    messageBack: z
      .object({ displayText: z.string().max(2_000).optional().catch(undefined) })
      .optional()
      .catch(undefined),
  })
  .optional();

const channelData = z
  .unknown()
  .transform((value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined,
  )
  .pipe(channelDataFields)
  .optional();

const userActivity = z.object({
  type: z.string().min(1).max(100),
  text: z.string().max(LONGEST_MESSAGE).nullish(),
  value: z
    .unknown()
    .refine((value) => value === undefined || JSON.stringify(value).length <= LONGEST_VALUE, 'Too long')
    .optional(),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/u)
    .max(35)
    .optional()
    .catch(undefined),
  textFormat: z.enum(['plain', 'markdown']).optional().catch(undefined),
  channelData,
});

export type UserActivityBody =
  | { readonly kind: 'activity'; readonly activity: UserActivity }
  | { readonly kind: 'malformed'; readonly detail: string };

/** Parses an activity from a user; fields that are not listed above are left out. */
export function parseUserActivity(body: unknown): UserActivityBody {
  const parsed = userActivity.safeParse(body);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, 3);
    const detail = issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
    return { kind: 'malformed', detail };
  }
  const { type, text, value, locale, textFormat, channelData: kept } = parsed.data;
  return {
    kind: 'activity',
    activity: {
      type,
      ...(typeof text === 'string' ? { text } : {}),
      ...(value === undefined || value === null ? {} : { value }),
      ...(locale === undefined ? {} : { locale }),
      ...(textFormat === undefined ? {} : { textFormat }),
      ...(kept === undefined ? {} : { channelData: kept }),
    },
  };
}
