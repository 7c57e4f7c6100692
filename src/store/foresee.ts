import type { Step, TurnRequest } from '../turn/index.ts';
import type { LivingConversation } from './read-batch.ts';
import type { Recent } from './recent.ts';

/** What turns lead to if the database still has what this process wrote last. */
export type Foresight<Said> = ReadonlyMap<TurnRequest<Said>, Foreseen<Said>>;

interface Foreseen<Said> {
  readonly version: number;
  readonly life: string;
  readonly step: Step<Said> | undefined;
}

/**
 * Decides turns before their transaction begins: while one batch is being written the next is thought through, and no
 * lock is held meanwhile. Only conversations are tried that no other process wrote when this one last looked.
 */
export function foresee<Said>(recent: Recent, requests: readonly TurnRequest<Said>[]): Foresight<Said> {
  const foreseen = new Map<TurnRequest<Said>, Foreseen<Said>>();
  for (const request of requests) {
    const before = recent.ours(request.key);
    if (before === undefined) continue;
    try {
      foreseen.set(request, { version: before.version, life: before.life, step: request.step(before) });
    } catch {
      // It is run again in the transaction, and fails there.
    }
  }
  return foreseen;
}

/** The step of a request upon what the database has: as foreseen where that came true, else decided now. */
export function stepUpon<Said>(
  foresight: Foresight<Said>,
  request: TurnRequest<Said>,
  before: LivingConversation | undefined,
): Step<Said> | undefined {
  const foreseen = foresight.get(request);
  const cameTrue = foreseen?.version === before?.version && foreseen?.life === before?.life;
  return foreseen !== undefined && cameTrue ? foreseen.step : request.step(before);
}
