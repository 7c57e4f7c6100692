/** What the connection needs of the browser. The page passes `window`; tests pass a fake. */
export interface Browser {
  /** Reading this property throws if the browser blocks storage. */
  readonly localStorage: KeyValueStorage;
  readonly location: { readonly href: string };
  readonly WebSocket: new (url: string) => Socket;
  fetch(url: string, options: RequestInit): Promise<Response>;
  /** "offline": the browser has noticed that the network is gone. */
  addEventListener(event: 'offline', listener: () => void): void;
  removeEventListener(event: 'offline', listener: () => void): void;
}

export interface KeyValueStorage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

export interface Socket {
  addEventListener(event: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  close(): void;
}
