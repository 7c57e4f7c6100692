import { readMessage } from '../understanding/read-message.ts';
import type { Reading, ReadingContext } from '../understanding/reading.ts';
import type { Advisor, ReadyPack } from './advisor.ts';

/** The reading of a message and the pack that it is about; the pack is undefined if several know as much of it. */
export interface PackReading {
  readonly pack: ReadyPack | undefined;
  readonly reading: Reading;
}

/**
 * Reads a message with every pack, and chooses the pack that knows most of its words. If several do, the pack of the
 * conversation is preferred.
 */
export function readWithPacks(
  advisor: Advisor,
  text: string,
  current: ReadyPack | undefined,
  readingContext: ReadingContext,
): PackReading {
  const [first, ...others] = advisor.packs;
  if (others.length === 0) return { pack: first, reading: readMessage(first, text, readingContext) };
  const none: ReadingContext = { family: undefined, asked: undefined };
  const readings = advisor.packs.map((pack) => ({
    pack,
    reading: readMessage(pack, text, pack === current ? readingContext : none),
  }));
  const most = Math.max(...readings.map(({ reading }) => reading.known));
  const best = readings.filter(({ reading }) => reading.known === most);
  const [only] = best;
  const own = readings.find(({ pack }) => pack === current);
  if (own !== undefined && (own.reading.known === most || most === 0)) return own;
  if (only !== undefined && best.length === 1 && most > 0) return only;
  return { pack: undefined, reading: readMessage(first, text, none) };
}
