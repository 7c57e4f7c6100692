import { CompiledQuery, type QueryResult, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Results in the order of their queries, whose rows are of these types. */
type Results<Rows extends readonly unknown[]> = { readonly [Place in keyof Rows]: QueryResult<Rows[Place]> };

const parts = new WeakMap<CompiledQuery, readonly CompiledQuery[]>();

/**
 * Runs queries of a transaction that do not depend on one another, in order; stops at the first that fails. The thread
 * of a SQLite file is asked once for all of them, as waking it costs more than most queries.
 */
export async function runTogether<Rows extends readonly unknown[]>(
  transaction: Transaction<Schema>,
  queries: readonly CompiledQuery[],
  inOne: boolean,
): Promise<Results<Rows>> {
  const results: unknown = inOne
    ? (await transaction.executeQuery(together(queries))).rows
    : await oneByOne(transaction, queries);
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- what queries select their caller knows
  return results as Results<Rows>;
}

/** The queries that one query stands for. */
export function partsOf(query: CompiledQuery): readonly CompiledQuery[] | undefined {
  return parts.get(query);
}

/** One query that stands for several; only the SQLite driver knows it, and gives their results as its rows. */
function together(queries: readonly CompiledQuery[]): CompiledQuery {
  const query = CompiledQuery.raw('several queries');
  parts.set(query, queries);
  return query;
}

async function oneByOne(
  transaction: Transaction<Schema>,
  queries: readonly CompiledQuery[],
): Promise<readonly QueryResult<unknown>[]> {
  const results = [];
  for (const query of queries) results.push(await transaction.executeQuery(query));
  return results;
}
