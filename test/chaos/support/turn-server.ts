// An instance with only what matters when a process dies: turns, store and sender as they are shipped, behind a plain
// HTTP server. The whole server takes four times as long to start.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createReplySender } from '../../../src/bot/connector/create-reply-sender.ts';
import { openStore } from '../../../src/store/index.ts';
import { createTurns, startSweeper, StoreError } from '../../../src/turn/index.ts';
import type { ReplyActivities } from '../../../src/bot/index.ts';
import { decideEcho } from './decide-echo.ts';

const { PORT, DATABASE_URL, DATA_DIR = 'data' } = process.env;
const note = (line: string) => (cause: unknown) => process.stderr.write(`${line}: ${String(cause)}\n`);
const store = await openStore<ReplyActivities>({
  databaseUrl: DATABASE_URL,
  file: join(DATA_DIR, 'waymark.db'),
  onIdleError: note('a connection broke'),
});
const send = createReplySender({ allows: () => true, token: undefined, fetch });
const turns = createTurns<ReplyActivities>({
  store,
  now: Date.now,
  concurrency: DATABASE_URL === undefined ? 1 : 4,
  onUndelivered: note('not delivered'),
});
startSweeper<ReplyActivities>({
  store,
  turns,
  now: Date.now,
  send,
  onFailure: note('the outbox could not be read'),
});

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'GET') response.end('{}');
    else
      void take(Buffer.concat(chunks).toString()).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(body);
      });
  });
}).listen(Number(PORT), '127.0.0.1');

/** The parts of an activity that are read here. */
interface Inbound {
  readonly id: string;
  readonly text: string;
  readonly serviceUrl: string;
  readonly deliveryMode?: string;
  readonly conversation: { readonly id: string };
}

async function take(body: string): Promise<{ status: number; body: string }> {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the harness wrote it
  const { id, text, serviceUrl, deliveryMode, conversation } = JSON.parse(body) as Inbound;
  const address =
    deliveryMode === 'expectReplies'
      ? undefined
      : JSON.stringify({ serviceUrl, conversation: conversation.id });
  try {
    const { said } = await turns.run({
      key: JSON.stringify(['emulator', conversation.id]),
      activityId: id,
      person: `user of ${conversation.id}`,
      address,
      decide: (before) => decideEcho(before, id, text),
      deliver: (activities) => (address === undefined ? Promise.resolve() : send(address, activities)),
    });
    return { status: 200, body: said === undefined ? '' : JSON.stringify({ activities: said }) };
  } catch (error) {
    note('a turn failed')(error);
    return { status: error instanceof StoreError ? 503 : 500, body: '' };
  }
}
