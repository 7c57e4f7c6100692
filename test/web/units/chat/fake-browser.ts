import type { Browser, Socket, KeyValueStorage } from '../../../../src/web/chat/connection/browser.ts';
import { PAGE, type FakeServer } from './fake-server.ts';

/** One tab of a browser. */
export interface FakeBrowser extends Browser {
  /** All sockets that were opened, oldest first. */
  readonly sockets: readonly FakeSocket[];
  /** The browser notices that the network is gone. */
  goOffline(): void;
  /** The tab is closed or loaded again: its scripts do nothing any more. */
  unload(): void;
}

/** Tabs of the same browser share the store. */
export function fakeBrowser(server: FakeServer, store: KeyValueStorage = fakeStore()): FakeBrowser {
  const sockets: FakeSocket[] = [];
  const network = new EventTarget();
  let isUnloaded = false;
  return {
    localStorage: store,
    location: { href: PAGE },
    fetch: (url, options) => (isUnloaded ? new Promise(() => undefined) : server.fetch(url, options)),
    WebSocket: class extends FakeSocket {
      constructor(url: string) {
        super(server, url);
        sockets.push(this);
      }
    },
    addEventListener: (event, listener) => network.addEventListener(event, listener),
    removeEventListener: (event, listener) => network.removeEventListener(event, listener),
    sockets,
    goOffline: () => network.dispatchEvent(new Event('offline')),
    unload: () => {
      isUnloaded = true;
      for (const socket of sockets) socket.fallSilent();
    },
  };
}

type Listener = (event: { readonly data: unknown }) => void;

export class FakeSocket implements Socket {
  readonly url: string;
  isOpen = false;
  readonly #listeners: { readonly event: string; readonly listener: Listener }[] = [];
  #disconnect: (() => void) | undefined;

  constructor(server: FakeServer, url: string) {
    this.url = url;
    queueMicrotask(() => {
      this.isOpen = true;
      this.#emit('open');
      this.#disconnect = server.connect(url, { frame: (data) => this.#emit('message', data) });
      if (this.#disconnect === undefined) this.close();
    });
  }

  addEventListener(event: string, listener: Listener): void {
    this.#listeners.push({ event, listener });
  }

  close(): void {
    if (!this.isOpen) return;
    this.fallSilent();
    this.isOpen = false;
    this.#emit('close');
  }

  /** The connection stays open, and nothing arrives any more. */
  fallSilent(): void {
    this.#disconnect?.();
  }

  /** A frame as it is. */
  receive(data: string): void {
    this.#emit('message', data);
  }

  #emit(event: string, data?: string): void {
    for (const each of this.#listeners) if (each.event === event) each.listener({ data });
  }
}

/** A store whose keys are its own properties, as those of `localStorage` are. */
export function fakeStore(): KeyValueStorage {
  const methods: KeyValueStorage = {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => {
      values.set(name, value);
      Object.defineProperty(store, name, { value, enumerable: true, configurable: true });
    },
    removeItem: (name) => {
      values.delete(name);
      Reflect.deleteProperty(store, name);
    },
  };
  const values = new Map<string, string>();
  const store: KeyValueStorage = Object.defineProperties(methods, {
    getItem: { enumerable: false },
    setItem: { enumerable: false },
    removeItem: { enumerable: false },
  });
  return store;
}

/** Of a browser that denies storage to the page. */
export const BLOCKED: KeyValueStorage = {
  getItem: () => block(),
  setItem: () => block(),
  removeItem: () => block(),
};

function block(): never {
  throw new DOMException('storage is blocked');
}
