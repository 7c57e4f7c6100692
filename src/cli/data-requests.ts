import { existsSync } from 'node:fs';
import type { ExportedConversation } from '../turn/index.ts';
import { makeKey, parseKey } from '../turn/index.ts';
import type { Store } from '../store/index.ts';
import { CliError } from './cli-error.ts';
import type { CliHost } from './cli-host.ts';

/** Selects the conversations of people, or conversations, by the channel's ids; without `channel`, in all channels. */
export interface ConversationFilter {
  readonly person?: readonly string[];
  readonly conversation?: readonly string[];
  readonly channel?: readonly string[];
}

/** `waymark forget`: deletes everything that is kept about a person or a conversation. */
export async function runForget(named: ConversationFilter, host: CliHost, now: number): Promise<void> {
  await withStore(host, async (store) => {
    const forgotten = await store.forgetAll(await keysOf(store, named), now);
    await store.purgeDeleted();
    host.stdout.write(`Forgotten: ${conversations(forgotten)}.\n`);
  });
}

const DAY = 86_400_000;

/**
 * `waymark trust-clock`: writes down that the clock is right. The date protects against the mistake that it is for: whoever
 * gives it has looked at a calendar and not at this machine.
 */
export async function runTrustClock(date: string, host: CliHost, now: number): Promise<void> {
  const day = /^\d{4}-\d\d-\d\d$/u.test(date) ? Date.parse(date) : NaN;
  if (Number.isNaN(day)) throw new CliError(`${date} is not a date such as 2027-01-31.`, 2);
  if (now < day - DAY || now >= day + 2 * DAY)
    throw new CliError(
      `This machine's clock says ${iso(now)}, not ${date}. Set it first; nothing was changed.`,
      1,
    );
  await withStore(host, async (store) => {
    await store.believeTime(now);
    host.stdout.write(
      `The clock is trusted: ${iso(now)}. A running server deletes what is expired within ten minutes.\n`,
    );
  });
}

/** `waymark export`: prints everything that is kept about a person or a conversation, as JSON. */
export async function runExport(named: ConversationFilter, host: CliHost, now: number): Promise<void> {
  await withStore(host, async (store) => {
    const kept: object[] = [];
    for (const key of await keysOf(store, named)) {
      const conversation = await store.export(key);
      if (conversation !== undefined) kept.push(layOut(conversation, named.person));
    }
    const { person, conversation, channel } = named;
    const selected = { person: told(person), conversation: told(conversation), channel: told(channel) };
    const all = { ...selected, exported: iso(now), conversations: kept };
    host.stdout.write(`${JSON.stringify(all, undefined, 2)}\n`);
  });
}

/** One id as itself, several as a list. */
function told(ids: readonly string[] | undefined): string | readonly string[] | undefined {
  return ids?.length === 1 ? ids[0] : ids;
}

async function withStore(
  { database: { url, file } }: CliHost,
  work: (store: Store<unknown>) => Promise<void>,
): Promise<void> {
  if (url === undefined && !existsSync(file)) throw new CliError(noDatabase(file), 1);
  // Imported here, so that the other commands start without loading the database's client.
  const { openStore, isTouched } = await import('../store/index.ts');
  try {
    const store = await openStore<unknown>({ databaseUrl: url, file, onIdleError: () => undefined });
    await work(store).finally(() => store.close());
  } catch (error) {
    if (error instanceof CliError) throw error;
    if (isTouched(error)) throw new CliError(error.message, 1);
    throw new CliError(unreadable(error, url === undefined ? file : undefined), 1);
  }
}

/** A message with the error's code only: the driver's own message may contain the password of the database. */
function unreadable(error: unknown, file: string | undefined): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
  return file === undefined
    ? `The database of DATABASE_URL cannot be used (${code}). Check that it runs, and the address, user, password and name.`
    : `The database ${file} cannot be used (${code}). Check that this user may read and write it; replace a damaged one with "waymark restore".`;
}

/** The message for a missing database file. */
export function noDatabase(file: string): string {
  return `There is no database ${file}. Run this where the server runs, with the same DATA_DIR or DATABASE_URL.`;
}

/** The keys of the selected conversations. Refuses all if nothing is stored for one of the ids: it may be mistyped. */
async function keysOf(store: Store<unknown>, named: ConversationFilter): Promise<readonly string[]> {
  const { person: people, conversation, channel } = named;
  if ((people === undefined) === (conversation === undefined))
    throw new CliError('Give either --person ID or --conversation ID.', 2);
  const found = new Set<string>();
  for (const id of people ?? conversation ?? []) {
    const keys =
      people === undefined
        ? await find(store, 'conversations', id, channel)
        : await conversationsOf(store, await find(store, 'people', id, channel));
    if (keys.length === 0)
      throw new CliError(
        `Nothing is stored under the id "${id}". Give it exactly as the channel does, or check --channel. Nothing was done.`,
        1,
      );
    for (const key of keys) found.add(key);
  }
  return [...found];
}

async function conversationsOf(store: Store<unknown>, people: readonly string[]): Promise<readonly string[]> {
  const keys = await Promise.all(people.map((person) => store.conversationsOf(person)));
  return [...new Set(keys.flat())];
}

function find(
  store: Store<unknown>,
  what: 'people' | 'conversations',
  id: string,
  channels: readonly string[] | undefined,
): Promise<readonly string[]> {
  if (channels === undefined) return store.findKeys(what, (each) => parseKey(each)?.id === id);
  const keys = new Set(channels.map((channel) => makeKey(channel, id)));
  return store.findKeys(what, (each) => keys.has(each));
}

/** The stored conversation as JSON. For people it leaves out what concerns only others in it. */
function layOut(kept: ExportedConversation<unknown>, asked: readonly string[] | undefined): object {
  const { channel, id } = parseKey(kept.key) ?? { channel: '', id: kept.key };
  const isTheirs = (activity: unknown) => asked?.some((person) => concerns(activity, person)) ?? true;
  const people = kept.people.map((key) => parseKey(key)?.id ?? key);
  return {
    channel,
    conversation: id,
    lastWritten: iso(kept.writtenAt),
    people: people.filter((each) => asked?.includes(each) ?? true),
    others: asked === undefined ? 0 : people.filter((each) => !asked.includes(each)).length,
    repliesGoTo: kept.address ?? null,
    state: kept.consultation,
    activities: kept.activities.map((each) => ({ id: each.id, at: iso(each.at) })),
    replies: kept.replies.flatMap(({ said, at, sentAt }) => {
      const activities = (Array.isArray(said) ? said : [said]).filter(isTheirs);
      const sent = sentAt === undefined ? null : iso(sentAt);
      return activities.length === 0 ? [] : [{ at: iso(at), sent, activities }];
    }),
    log: kept.log.filter(({ activity }) => isTheirs(activity)).map((each) => ({ ...each, at: iso(each.at) })),
  };
}

/** Whether an activity is from or to a person, or names nobody. */
function concerns(activity: unknown, person: string): boolean {
  const [from, to] = [idIn(activity, 'from'), idIn(activity, 'recipient')];
  return from === person || to === person || to === undefined;
}

function idIn(activity: unknown, field: 'from' | 'recipient'): unknown {
  if (typeof activity !== 'object' || activity === null) return undefined;
  const account: unknown = new Map<string, unknown>(Object.entries(activity)).get(field);
  return typeof account === 'object' && account !== null && 'id' in account ? account.id : undefined;
}

function conversations(count: number): string {
  return count === 1 ? '1 conversation' : `${String(count)} conversations`;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
