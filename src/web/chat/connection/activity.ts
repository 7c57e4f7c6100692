import { fieldOf, textOf } from './read-field.ts';

/** What the page reads of an activity. All other fields are passed on to Web Chat unchanged. */
export interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly text?: string;
  readonly timestamp?: string;
  readonly from?: { readonly id?: string; readonly role?: string; readonly name?: string };
  readonly channelData?: Readonly<Record<string, unknown>>;
  readonly entities?: readonly unknown[];
  readonly [field: string]: unknown;
}

/** Activities in order. The watermark is the place in the conversation after the last of them. */
export interface ActivitySet {
  readonly activities: readonly Activity[];
  readonly watermark: string | undefined;
}

/** Reads a frame of the stream; undefined for an empty frame, which only says that the connection is alive. */
export function readActivitySet(data: unknown): ActivitySet | undefined {
  if (typeof data !== 'string' || data === '') return undefined;
  const set: unknown = JSON.parse(data);
  const activities = fieldOf(set, 'activities');
  if (activities === undefined) return undefined;
  return { activities: isActivities(activities) ? activities : [], watermark: textOf(set, 'watermark') };
}

function isActivities(value: unknown): value is readonly Activity[] {
  return Array.isArray(value) && value.every((item: unknown) => textOf(item, 'type') !== undefined);
}
