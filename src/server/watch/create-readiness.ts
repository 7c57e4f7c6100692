/** Whether chat is ready. */
export type Readiness =
  | { readonly kind: 'ready' }
  /** The store cannot be written. */
  | { readonly kind: 'store-gone' }
  /** The process is about to end. */
  | { readonly kind: 'stopping' };

export interface Ready {
  /** Looks now; at most one look a second and one at a time, whoever asks. */
  check(): Promise<Readiness>;
  /** What the last look found. */
  last(): Readiness;
  /** From now on the process is stopping. */
  stop(): void;
}

export interface ReadyParts {
  /** Writes to the store; rejects where it cannot be written. */
  readonly ping: () => Promise<void>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Told when the store goes and when it comes back. */
  readonly onChange: (readiness: Readiness) => void;
}

/** A look counts for so long, and takes at most so long, in milliseconds. */
const FRESH = 1_000;
const LIMIT = 2_000;

/** Readiness by writing to the store. Nobody asks, nothing is written. */
export function createReadiness({ ping, now, onChange }: ReadyParts): Ready {
  let found: Readiness = { kind: 'ready' };
  let looked = -Infinity;
  let looking: Promise<void> | undefined;
  let stopping = false;

  const current = (): Readiness => (stopping ? { kind: 'stopping' } : found);
  return {
    last: current,
    stop() {
      stopping = true;
    },
    async check() {
      if (stopping) return current();
      if (looking === undefined && now() - looked >= FRESH) looking = look();
      await looking;
      return current();
    },
  };

  async function look(): Promise<void> {
    const kind = (await isWritable()) ? 'ready' : 'store-gone';
    if (kind !== found.kind) onChange({ kind });
    found = { kind };
    looked = now();
    looking = undefined;
  }

  /** A store that hangs is as good as gone. */
  async function isWritable(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), LIMIT);
    });
    const written = ping().then(
      () => true,
      () => false,
    );
    const isThere = await Promise.race([written, late]);
    clearTimeout(timer);
    return isThere;
  }
}

/** For a server without a store. */
export function alwaysReady(): Ready {
  return createReadiness({
    ping: () => Promise.resolve(),
    now: () => 0,
    onChange: () => undefined,
  });
}
