import { connect, type Socket } from 'node:net';

// The attackers, in a process of their own: URL, how many slow sockets, how many requests a second.
const [url = '', sockets = '0', rate = '0'] = process.argv.slice(2);
const { hostname, port } = new URL(url);
const counts = { sent: 0, refused: 0, slow: 0, closed: 0 };

/**
 * Opens sockets that begin a request and send one byte of a header every two seconds. They connect again when they are
 * closed.
 */
function crawl(): void {
  counts.slow += 1;
  const socket = connect(Number(port), hostname);
  const drip = setInterval(() => socket.write('x'), 2_000);
  socket.on('connect', () => socket.write('POST /api/messages HTTP/1.1\r\nHost: localhost\r\nX-Slow: '));
  socket.on('error', () => undefined);
  socket.on('data', () => undefined);
  socket.on('close', () => {
    clearInterval(drip);
    counts.closed += 1;
    setTimeout(crawl, 100);
  });
}

const BODY = '{"type":"message"}';
const ABUSE = [
  'POST /api/messages HTTP/1.1',
  'Host: localhost',
  'X-Forwarded-For: 203.0.113.66',
  'Content-Type: application/json',
  `Content-Length: ${String(BODY.length)}`,
  // Well formed, so that the server must check the signature.
  `Authorization: Bearer ${encode({ alg: 'RS256', kid: 'channel-1' })}.${encode({ iss: 'https://api.botframework.com', aud: 'x' })}.${'A'.repeat(342)}`,
  '',
  BODY,
].join('\r\n');

/** One abuser: sends several requests with each write over a few connections, so that sending costs little. */
function abuse(perSecond: number): void {
  const lines: Socket[] = Array.from({ length: 4 }, () => openLine());
  let turn = 0;
  let owed = 0;
  setInterval(() => {
    owed += perSecond / 50;
    const now = Math.floor(owed);
    owed -= now;
    turn += 1;
    const at = turn % lines.length;
    if (lines[at]?.destroyed !== false) lines[at] = openLine();
    lines[at].write(ABUSE.repeat(now));
    counts.sent += now;
  }, 20);
}

function openLine(): Socket {
  const line = connect(Number(port), hostname);
  line.on('error', () => undefined);
  line.on(
    'data',
    (chunk: Buffer) => (counts.refused += chunk.toString('latin1').split('HTTP/1.1 ').length - 1),
  );
  return line;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

for (let i = 0; i < Number(sockets); i += 1) setTimeout(crawl, 2 * i);
setTimeout(
  () => {
    abuse(Number(rate));
    process.send?.('begun');
  },
  2 * Number(sockets),
);
process.on('message', () => process.send?.(counts, () => process.exit(0)));
process.on('disconnect', () => process.exit(0));
