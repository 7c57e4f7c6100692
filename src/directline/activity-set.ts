import type { LogEntry } from '../turn/index.ts';

/** What a poll answers and a stream sends: activities, and up to where the log is read with them. */
export interface ActivitySet {
  readonly activities: readonly object[];
  readonly watermark: string;
}

/** Entries of the log as clients read them; `after` is the watermark where there are none. */
export function activitySet(entries: readonly LogEntry[], after: number): ActivitySet {
  return {
    activities: entries.map(({ activity, at }) => ({
      ...(typeof activity === 'object' ? activity : {}),
      timestamp: new Date(at).toISOString(),
    })),
    watermark: String(entries.at(-1)?.watermark ?? after),
  };
}

/** A watermark as a client sends it; 0, the beginning, where it is none. */
export function parseWatermark(text: string | null | undefined): number {
  return text !== null && text !== undefined && /^\d{1,15}$/u.test(text) ? Number(text) : 0;
}
