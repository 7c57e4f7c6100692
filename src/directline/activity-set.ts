import type { LogEntry } from '../turn/index.ts';

/** What a poll answers and a stream sends: activities, and the watermark up to which the log is then read. */
export interface ActivitySet {
  readonly activities: readonly object[];
  readonly watermark: string;
}

/** Entries of the log in the form for clients. Without entries the watermark stays `after`. */
export function activitySet(entries: readonly LogEntry[], after: number): ActivitySet {
  return {
    activities: entries.map(({ activity, at }) => ({
      ...(typeof activity === 'object' ? activity : {}),
      timestamp: new Date(at).toISOString(),
    })),
    watermark: String(entries.at(-1)?.watermark ?? after),
  };
}

/** Parses a client's watermark; 0, the beginning of the log, if it is missing or is no number. */
export function parseWatermark(text: string | null | undefined): number {
  return text !== null && text !== undefined && /^\d{1,15}$/u.test(text) ? Number(text) : 0;
}
