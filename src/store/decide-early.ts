import type { TurnDecision, TurnRequest } from '../turn/index.ts';
import type { ConversationCache } from './create-conversation-cache.ts';
import type { ConversationWithLife } from './turn-context.ts';

/** Decisions that were made before the transaction, with the version and life of the cached conversation. */
export type EarlyDecisions<Said> = ReadonlyMap<TurnRequest<Said>, EarlyDecision<Said>>;

interface EarlyDecision<Said> {
  readonly version: number;
  readonly life: string;
  readonly decision: TurnDecision<Said> | undefined;
}

/**
 * Decides turns before their transaction begins, on the cached conversations: this batch is decided while the one before
 * is written, and no lock is held meanwhile. Skips conversations that another process wrote last.
 */
export function decideEarly<Said>(
  cache: ConversationCache,
  requests: readonly TurnRequest<Said>[],
): EarlyDecisions<Said> {
  const early = new Map<TurnRequest<Said>, EarlyDecision<Said>>();
  for (const request of requests) {
    const before = cache.getIfLastWriter(request.key);
    if (before === undefined) continue;
    try {
      early.set(request, {
        version: before.version,
        life: before.life,
        decision: request.decide(before),
      });
    } catch {
      // The transaction decides it again, and reports the error.
    }
  }
  return early;
}

/** The early decision if the database has the version that it was made for; else decides now. */
export function decisionFor<Said>(
  early: EarlyDecisions<Said>,
  request: TurnRequest<Said>,
  before: ConversationWithLife | undefined,
): TurnDecision<Said> | undefined {
  const found = early.get(request);
  const isCurrent = found?.version === before?.version && found?.life === before?.life;
  return found !== undefined && isCurrent ? found.decision : request.decide(before);
}
