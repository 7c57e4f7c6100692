/** Whether chat is ready. */
export type ReadinessState =
  | { readonly kind: 'ready' }
  /** The store cannot be written. */
  | { readonly kind: 'store-gone' }
  /** The process is about to end. */
  | { readonly kind: 'stopping' };

export interface Readiness {
  /** Checks now, at most once a second; callers at the same time share one check. */
  check(): Promise<ReadinessState>;
  /** The result of the last check. */
  last(): ReadinessState;
  /** From now on the state is `stopping`. */
  stop(): void;
}

export interface ReadinessParts {
  /** Writes to the store; rejects if that fails. */
  readonly ping: () => Promise<void>;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** Called when the store becomes unavailable and when it is available again. */
  readonly onChange: (readiness: ReadinessState) => void;
  /** Milliseconds after which a write that has not ended counts as failed; 2,000 by default. */
  readonly limit?: number;
}

/** A result is used again for this long, in milliseconds. */
const FRESH = 1_000;
const LIMIT = 2_000;

/** Checks whether the process can take turns, by writing to the store. It writes only when somebody asks. */
export function createReadiness({ ping, now, onChange, limit = LIMIT }: ReadinessParts): Readiness {
  let found: ReadinessState = { kind: 'ready' };
  let looked = -Infinity;
  let looking: Promise<void> | undefined;
  let stopping = false;

  const current = (): ReadinessState => (stopping ? { kind: 'stopping' } : found);
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

  /** A write that takes longer than the limit counts as failed. */
  async function isWritable(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), limit);
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
export function alwaysReady(): Readiness {
  return createReadiness({
    ping: () => Promise.resolve(),
    now: () => 0,
    onChange: () => undefined,
  });
}
