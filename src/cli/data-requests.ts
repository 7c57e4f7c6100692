import { existsSync } from 'node:fs';
import type { ExportedConversation } from '../turn/index.ts';
import { makeKey, parseKey } from '../turn/index.ts';
import type { Store } from '../store/index.ts';
import { CliError } from './cli-error.ts';
import type { CliHost } from './cli-host.ts';

/** Selects the conversations of a person, or one conversation, by the channel's ids; without `channel`, in all channels. */
export interface ConversationFilter {
  readonly person?: string;
  readonly conversation?: string;
  readonly channel?: string;
}

/** `waymark forget`: deletes everything that is kept about a person or of a conversation. */
export async function runForget(named: ConversationFilter, host: CliHost, now: number): Promise<void> {
  await withStore(host, async (store) => {
    const forgotten = await store.forgetAll(await keysOf(store, named), now);
    await store.purgeDeleted();
    host.stdout.write(`Forgotten: ${conversations(forgotten)}.\n`);
  });
}

/** `waymark export`: prints everything that is kept about a person or of a conversation, as JSON. */
export async function runExport(named: ConversationFilter, host: CliHost, now: number): Promise<void> {
  await withStore(host, async (store) => {
    const kept: object[] = [];
    for (const key of await keysOf(store, named)) {
      const conversation = await store.export(key);
      if (conversation !== undefined) kept.push(layOut(conversation, named.person));
    }
    const all = { ...named, exported: iso(now), conversations: kept };
    host.stdout.write(`${JSON.stringify(all, undefined, 2)}\n`);
  });
}

async function withStore(
  { database: { url, file } }: CliHost,
  work: (store: Store<unknown>) => Promise<void>,
): Promise<void> {
  if (url === undefined && !existsSync(file)) throw new CliError(noDatabase(file), 1);
  // Imported here, so that the other commands start without loading the database's client.
  const { openStore } = await import('../store/index.ts');
  try {
    const store = await openStore<unknown>({ databaseUrl: url, file, onIdleError: () => undefined });
    await work(store).finally(() => store.close());
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(unreadable(error, url === undefined ? file : undefined), 1);
  }
}

/** A message with the error's code only: the driver's own message may contain the password of the database. */
function unreadable(error: unknown, file: string | undefined): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
  return file === undefined
    ? `The database of DATABASE_URL cannot be used (${code}). Check that it runs, and the address, user, password and name.`
    : `The database ${file} cannot be used (${code}). Check that this user may read and write it; a broken one is replaced from a backup by "waymark restore".`;
}

/** The message for a missing database file. */
export function noDatabase(file: string): string {
  return `There is no database ${file}. Run this where the server runs, with the same DATA_DIR or DATABASE_URL.`;
}

/** The keys of the selected conversations. Refuses an id that nothing is stored for: it may be mistyped. */
async function keysOf(store: Store<unknown>, named: ConversationFilter): Promise<readonly string[]> {
  const { person, conversation } = named;
  if ((person === undefined) === (conversation === undefined))
    throw new CliError('Give either --person ID or --conversation ID.', 2);
  const keys =
    person === undefined
      ? await find(store, 'conversations', conversation ?? '', named.channel)
      : await conversationsOf(store, await find(store, 'people', person, named.channel));
  if (keys.length === 0)
    throw new CliError(
      'Nothing is kept under this id. Give it exactly as the channel does, or check --channel.',
      1,
    );
  return keys;
}

async function conversationsOf(store: Store<unknown>, people: readonly string[]): Promise<readonly string[]> {
  const keys = await Promise.all(people.map((person) => store.conversationsOf(person)));
  return [...new Set(keys.flat())];
}

function find(
  store: Store<unknown>,
  what: 'people' | 'conversations',
  id: string,
  channel: string | undefined,
): Promise<readonly string[]> {
  if (channel !== undefined) {
    const key = makeKey(channel, id);
    return store.findKeys(what, (each) => each === key);
  }
  return store.findKeys(what, (each) => parseKey(each)?.id === id);
}

/** The stored conversation as JSON. For a person it leaves out what concerns only other people in it. */
function layOut(kept: ExportedConversation<unknown>, person: string | undefined): object {
  const { channel, id } = parseKey(kept.key) ?? { channel: '', id: kept.key };
  const isTheirs = (activity: unknown) => person === undefined || concerns(activity, person);
  const people = kept.people.map((key) => parseKey(key)?.id ?? key);
  return {
    channel,
    conversation: id,
    lastWritten: iso(kept.writtenAt),
    people: person === undefined ? people : people.filter((each) => each === person),
    others: person === undefined ? 0 : people.filter((each) => each !== person).length,
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
