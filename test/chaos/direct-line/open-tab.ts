import { WebSocket } from 'ws';
import { pause } from '../support/instance.ts';
import type { Asker } from './ask-again.ts';

/** An activity as a client gets it. */
export interface Shown {
  readonly id: string;
  readonly text?: string;
  readonly replyToId?: string;
  readonly channelData?: { readonly clientActivityID?: string };
}

/** Activities, and up to where the log is read with them. */
export interface ShownSet {
  readonly activities: readonly Shown[];
  readonly watermark: string;
}

/** Reads a conversation over a stream, which is opened again behind what was shown whenever it breaks. */
export interface Tab {
  readonly shown: readonly Shown[];
  /** How many sets did not continue where the one before ended. */
  readonly breaches: () => number;
  /** How often a stream was opened. */
  readonly opened: () => number;
  /** Breaks the connection as a network does. */
  cut(): void;
  close(): void;
}

/** Opens a tab on a conversation. */
export function openTab(asker: Asker, conversation: string, token: string): Tab {
  const shown: Shown[] = [];
  let [breaches, opened] = [0, 0];
  let isOver = false;
  let socket: WebSocket | undefined;
  void keepReading();
  return {
    shown,
    breaches: () => breaches,
    opened: () => opened,
    cut() {
      socket?.terminate();
    },
    close() {
      isOver = true;
      socket?.terminate();
    },
  };

  async function keepReading(): Promise<void> {
    while (!isOver) {
      const path = `conversations/${conversation}?watermark=${String(shown.length)}`;
      const { streamUrl } = await asker.ask({ method: 'GET', path, token });
      if (typeof streamUrl === 'string') await read(streamUrl);
      await pause(20);
    }
  }

  /** Resolves when the stream has ended. */
  function read(url: string): Promise<void> {
    return new Promise((resolve) => {
      const opening = new WebSocket(url);
      socket = opening;
      opening.on('open', () => (opened += 1));
      opening.on('error', () => undefined);
      opening.on('close', () => resolve());
      opening.on('message', (frame: Buffer) => {
        if (frame.length > 0) take(asSet(JSON.parse(frame.toString())));
      });
    });
  }

  function take({ activities, watermark }: ShownSet): void {
    shown.push(...activities);
    if (Number(watermark) !== shown.length) breaches += 1;
  }
}

/** What an endpoint or a stream gave. */
export function asSet(value: unknown): ShownSet {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- what is in it is compared by the tests
  return value as ShownSet;
}
