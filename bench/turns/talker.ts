import { openConnection, type HttpAnswer } from './connection.ts';
import { openVisitor } from './open-visitor.ts';
import { createRequests, createTexts } from './requests.ts';
import type { LoadKind, Saying } from './target.ts';

/** One of those who talk at the same time: a turn, and then the next. */
export interface Talker {
  /** What has to be done before the next turn and is not measured as a part of it. */
  prepare(): Promise<void>;
  /** Resolves with the answer when all of it is there. */
  turn(): Promise<HttpAnswer>;
  close(): void;
}

/** Opens the talker in each place. `run` tells the conversations of this run from those of every other. */
export function createTalkers(
  kind: LoadKind,
  port: number,
  run: string,
  saying: Saying,
): (place: number) => Promise<Talker> {
  if (kind === 'direct-line') {
    const nextText = createTexts(saying);
    return () => openVisitor(port, nextText);
  }
  const requests = createRequests(kind, port, run, saying);
  return async (place) => {
    const connection = await openConnection(port);
    return {
      prepare: () => Promise.resolve(),
      turn: () => connection.send(requests.next(place).request),
      close: () => connection.close(),
    };
  };
}
