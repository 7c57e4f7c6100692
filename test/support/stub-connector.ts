import { createServer, type ServerResponse } from 'node:http';

/** The server side of a channel: takes the replies that the bot sends to its service URL. */
export interface StubConnector {
  readonly url: string;
  /** The texts that arrived, in order. */
  readonly texts: string[];
  /** The status that the next replies are answered with. */
  status: number;
  /** Answers only after this; `arrived` tells that a reply is waiting. */
  hold: Promise<void>;
  readonly arrived: Promise<void>;
  close(): Promise<void>;
}

export async function stubConnector(): Promise<StubConnector> {
  const texts: string[] = [];
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void answer(response, Buffer.concat(chunks)));
  });
  const answer = async (response: ServerResponse, body: Buffer): Promise<void> => {
    arrive();
    await connector.hold;
    if (connector.status < 400) texts.push(textOf(body));
    response.writeHead(connector.status, { 'content-type': 'application/json' });
    response.end('{"id":"said"}');
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const connector: StubConnector = {
    url: `http://127.0.0.1:${String(port)}`,
    texts,
    status: 200,
    hold: Promise.resolve(),
    arrived,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return connector;
}

function textOf(body: Buffer): string {
  const activity: unknown = JSON.parse(body.toString());
  const known = typeof activity === 'object' && activity !== null && 'text' in activity;
  return known && typeof activity.text === 'string' ? activity.text : '';
}
