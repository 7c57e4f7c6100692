/** What the launcher and the chat page say to each other, and nobody else hears. */
export interface PageChannel {
  /** Says something; what is said before the page is ready is said then. */
  say(kind: string, text?: string): void;
  isReady(): boolean;
  end(): void;
}

/** Talks with the page in a frame: exactly this window, of exactly this origin, in both directions. */
export function openPageChannel(
  frame: HTMLIFrameElement,
  origin: string,
  hear: (kind: unknown, count: number) => void,
): PageChannel {
  let waiting: object[] | undefined = [];
  const send = (message: object) => frame.contentWindow?.postMessage(message, origin);
  const listen = ({ data, origin: from, source }: MessageEvent<PageMessage>) => {
    if (from !== origin || source !== frame.contentWindow || data?.source !== 'waymark') return;
    if (data.kind === 'ready') {
      waiting?.forEach(send);
      waiting = undefined;
    }
    hear(data.kind, Number(data.count) || 0);
  };
  addEventListener('message', listen);
  return {
    say: (kind, text) => {
      const message = { source: 'waymark', kind, text };
      if (waiting) waiting.push(message);
      else send(message);
    },
    isReady: () => !waiting,
    end: () => removeEventListener('message', listen),
  };
}

/** What may be in a message of the chat page; of what else it may be, none has the mark. */
type PageMessage =
  { readonly source?: unknown; readonly kind?: unknown; readonly count?: unknown } | null | undefined;
