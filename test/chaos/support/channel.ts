import { createServer } from 'node:http';

/** A reply that arrived at the channel. */
export interface Arrival {
  readonly conversation: string;
  /** The id of the activity that it answers. */
  readonly replyTo: string;
  readonly text: string;
}

/** A stand-in for a channel such as Teams. It takes replies and records them in order of arrival. */
export interface Channel {
  readonly url: string;
  readonly arrivals: readonly Arrival[];
  /** How often each activity of a conversation was answered. */
  answersTo(conversation: string, activityId: string): number;
  /** Resolves when a conversation has received this many replies, or after 30 seconds without a new one. */
  gets(conversation: string, replies: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens a channel that takes `delay()` milliseconds for each reply. */
export async function openChannel(delay: () => number = () => 0): Promise<Channel> {
  const arrivals: Arrival[] = [];
  const answers = new Map<string, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const arrival = readArrival(request.url ?? '', Buffer.concat(chunks).toString());
      arrivals.push(arrival);
      const name = nameOf(arrival.conversation, arrival.replyTo);
      answers.set(name, (answers.get(name) ?? 0) + 1);
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"id":"said"}');
      }, delay());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    arrivals,
    answersTo: (conversation, activityId) => answers.get(nameOf(conversation, activityId)) ?? 0,
    async gets(conversation, replies) {
      const until = performance.now() + 30_000;
      const isOf = (arrival: Arrival) => arrival.conversation === conversation;
      while (arrivals.filter(isOf).length < replies && performance.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 100));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function nameOf(conversation: string, activityId: string): string {
  return `${conversation} ${activityId}`;
}

/** `/v3/conversations/{id}/activities/{replyTo}` and the activity itself. */
function readArrival(path: string, body: string): Arrival {
  const [, , , conversation = '', , replyTo = ''] = path.split('/').map(decodeURIComponent);
  const activity: unknown = JSON.parse(body);
  const hasText = typeof activity === 'object' && activity !== null && 'text' in activity;
  return { conversation, replyTo, text: hasText ? String(activity.text) : '' };
}
