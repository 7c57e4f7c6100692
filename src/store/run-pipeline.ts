import { CompiledQuery, type QueryResult, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Results in the order of their queries; `Rows` are the types of their rows. */
type Results<Rows extends readonly unknown[]> = { readonly [Place in keyof Rows]: QueryResult<Rows[Place]> };

/** Queries that are sent to the thread of a SQLite file in one message. */
export interface Pipeline {
  readonly queries: readonly CompiledQuery[];
  /** Commits the transaction after the queries, if the first of them changes this number of rows. */
  readonly commits: { readonly changes: number } | undefined;
}

const pipelines = new WeakMap<CompiledQuery, Pipeline>();

/**
 * Runs queries of a transaction that do not depend on each other, in order; stops at the first that fails. If pipelined
 * (SQLite), they go to the thread in one message, because a message costs more time than most queries.
 */
export async function runPipeline<Rows extends readonly unknown[]>(
  transaction: Transaction<Schema>,
  queries: readonly CompiledQuery[],
  isPipelined: boolean,
): Promise<Results<Rows>> {
  const results: unknown = isPipelined
    ? (await transaction.executeQuery(wrapPipeline({ queries, commits: undefined }))).rows
    : await runOneByOne(transaction, queries);
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the caller knows what its queries select
  return results as Results<Rows>;
}

/**
 * Runs the last queries of a SQLite transaction and commits it, in one message. Rejects, and nothing is written, if one of
 * them fails or if the first changes another number of rows than `changes`.
 */
export async function commitPipeline(
  transaction: Transaction<Schema>,
  queries: readonly CompiledQuery[],
  changes: number,
): Promise<void> {
  await transaction.executeQuery(wrapPipeline({ queries, commits: { changes } }));
}

/** The pipeline that a query stands for; undefined for an ordinary query. */
export function pipelineOf(query: CompiledQuery): Pipeline | undefined {
  return pipelines.get(query);
}

/** A query that stands for a pipeline. The SQLite driver recognises it, and returns the results as its rows. */
function wrapPipeline(pipeline: Pipeline): CompiledQuery {
  const query = CompiledQuery.raw('several queries');
  pipelines.set(query, pipeline);
  return query;
}

async function runOneByOne(
  transaction: Transaction<Schema>,
  queries: readonly CompiledQuery[],
): Promise<readonly QueryResult<unknown>[]> {
  const results = [];
  for (const query of queries) results.push(await transaction.executeQuery(query));
  return results;
}
