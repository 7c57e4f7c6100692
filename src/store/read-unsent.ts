import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { Decided } from './take-turns.ts';

/** The versions of each conversation whose replies are to be sent before the decided turns' own, where there are any. */
export async function readUnsent(
  transaction: Transaction<Schema>,
  decided: readonly Decided<unknown>[],
  now: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  // A reply that is the response to its request overtakes nothing.
  const keys = decided.flatMap(({ request: { key, address }, version }) =>
    address === undefined || version === 0 ? [] : [key],
  );
  if (keys.length === 0) return new Map();
  const rows = await transaction
    .selectFrom('outbox')
    .select(['key', 'version'])
    .where('key', 'in', keys)
    .where('sent_at', 'is', null)
    .where('due_at', '<=', now)
    .execute();
  const unsent = new Map<string, number[]>();
  for (const { key, version } of rows) unsent.set(key, [...(unsent.get(key) ?? []), version]);
  return unsent;
}
