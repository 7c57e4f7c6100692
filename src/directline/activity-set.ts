import type { LogText } from '../turn/index.ts';

/**
 * What a poll answers and a frame of a stream has, as JSON: `{"activities": […], "watermark": "7"}`. The watermark is that
 * of the last entry; without entries it stays `after`. The log's JSON is passed on as it is and never parsed.
 */
export function activitySetJson(entries: readonly LogText[], after: number): string {
  const watermark = entries.at(-1)?.watermark ?? after;
  return `{"activities":[${entries.map(withTime).join(',')}],"watermark":"${String(watermark)}"}`;
}

/** The JSON of an activity and its time. Every activity has at least an id, so that a comma can follow. */
function withTime({ json, at }: LogText): string {
  return `${json.slice(0, -1)},"timestamp":"${new Date(at).toISOString()}"}`;
}

/** Parses a client's watermark; 0, the beginning of the log, if it is missing or is no number. */
export function parseWatermark(text: string | null | undefined): number {
  return text !== null && text !== undefined && /^\d{1,15}$/u.test(text) ? Number(text) : 0;
}
