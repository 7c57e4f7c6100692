import { CompiledQuery, type QueryResult, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Results in the order of their queries, whose rows are of these types. */
type Results<Rows extends readonly unknown[]> = { readonly [Place in keyof Rows]: QueryResult<Rows[Place]> };

/** Queries that the thread of a SQLite file is asked for at once. */
export interface Together {
  readonly queries: readonly CompiledQuery[];
  /** They end their transaction: it is committed behind them, if the first of them changes so many rows. */
  readonly commits: { readonly changes: number } | undefined;
}

const together = new WeakMap<CompiledQuery, Together>();

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
    ? (await transaction.executeQuery(inOneQuery({ queries, commits: undefined }))).rows
    : await oneByOne(transaction, queries);
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- what queries select their caller knows
  return results as Results<Rows>;
}

/**
 * Runs the last queries of a SQLite transaction and commits it, all in one. Rejects, with nothing written, where one of
 * them fails or the first changes another number of rows.
 */
export async function commitTogether(
  transaction: Transaction<Schema>,
  queries: readonly CompiledQuery[],
  changes: number,
): Promise<void> {
  await transaction.executeQuery(inOneQuery({ queries, commits: { changes } }));
}

/** The queries that one query stands for. */
export function togetherIn(query: CompiledQuery): Together | undefined {
  return together.get(query);
}

/** One query that stands for several; only the SQLite driver knows it, and gives their results as its rows. */
function inOneQuery(queries: Together): CompiledQuery {
  const query = CompiledQuery.raw('several queries');
  together.set(query, queries);
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
