import { createRequire } from 'node:module';
import { DirectLine, type Activity, type ConnectionStatus } from 'botframework-directlinejs';
import { WebSocket } from 'ws';

// The client is made for browsers and needs these two globals.
const xhr2: unknown = createRequire(import.meta.url)('xhr2');
if ((typeof xhr2 === 'object' || typeof xhr2 === 'function') && xhr2 !== null)
  Reflect.set(globalThis, 'XMLHttpRequest', Reflect.get(xhr2, 'XMLHttpRequest'));
Reflect.set(globalThis, 'WebSocket', WebSocket);

/** An activity as the client hands it on. */
export interface Got {
  readonly id: string;
  readonly type: string;
  readonly text: string;
  readonly from: string;
  readonly clientId: string | undefined;
  readonly whole: Activity;
}

/** Microsoft's own client of Direct Line, in Node. */
export interface GenuineClient {
  /** Every activity that it has handed on, in order. */
  readonly got: readonly Got[];
  readonly statuses: readonly ConnectionStatus[];
  readonly line: DirectLine;
  /** Posts a message and resolves with its id, or "retry". */
  say(text: string, clientId?: string): Promise<string>;
  post(activity: Readonly<Record<string, unknown>>): Promise<string>;
  /** Resolves when it has handed on this many activities, or one that `matches`. */
  until(matches: number | ((got: Got) => boolean), milliseconds?: number): Promise<void>;
  /** How many streams it has opened. */
  readonly opened: () => number;
  /** Breaks its connections as a failing network does; returns how many were open or opening. */
  readonly cut: () => number;
  end(): void;
}

export type ClientOptions = ConstructorParameters<typeof DirectLine>[0];

let serial = 0;

/** Opens a client; it connects at once. */
export function openGenuine(options: ClientOptions): GenuineClient {
  const sockets = new Set<WebSocket>();
  let opened = 0;
  class Tracked extends WebSocket {
    constructor(url: string) {
      super(url);
      sockets.add(this);
      opened += 1;
      this.on('close', () => sockets.delete(this));
      // The client listens to this by a property.
      this.on('error', () => undefined);
    }
  }
  const got: Got[] = [];
  const statuses: ConnectionStatus[] = [];
  const waiting = new Set<() => void>();
  const line = new DirectLine({
    ...options,
    // The client waits 3 to 15 seconds before it connects again; a negative number takes most of that away.
    random: () => -0.248,
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- as far as the client uses one
    WebSocket: Tracked as unknown as typeof globalThis.WebSocket,
  });
  const statusLine = line.connectionStatus$.subscribe((status) => statuses.push(status));
  const reading = line.activity$.subscribe(
    (activity) => {
      got.push(seen(activity));
      for (const look of [...waiting]) look();
    },
    () => undefined,
  );
  const post: GenuineClient['post'] = (activity) =>
    new Promise((resolve, reject) => {
      line
        // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- tests send odd ones too
        .postActivity({ from: { id: 'somebody else' }, ...activity } as unknown as Activity)
        .subscribe(resolve, reject);
    });
  return {
    got,
    statuses,
    line,
    post,
    say(text, clientId = `client-${String((serial += 1))}`) {
      return post({ type: 'message', text, channelData: { clientActivityID: clientId } });
    },
    until(matches, milliseconds = 20_000) {
      const holds = () => (typeof matches === 'number' ? got.length >= matches : got.some(matches));
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`the client has: ${got.map(({ text }) => text.slice(0, 40)).join(' | ')}`));
        }, milliseconds);
        const look = () => {
          if (!holds()) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
    opened: () => opened,
    cut: () => {
      const broken = sockets.size;
      for (const socket of sockets) socket.terminate();
      sockets.clear();
      return broken;
    },
    end() {
      reading.unsubscribe();
      statusLine.unsubscribe();
      line.end();
    },
  };
}

function seen(whole: Activity): Got {
  const { id = '', type, from } = whole;
  const data: unknown = whole.channelData;
  const clientId =
    typeof data === 'object' && data !== null && 'clientActivityID' in data
      ? String(data.clientActivityID)
      : undefined;
  return {
    id,
    type,
    text: whole.type === 'message' ? (whole.text ?? '') : '',
    from: from.id,
    clientId,
    whole,
  };
}
