import { Agent, request, type IncomingHttpHeaders } from 'node:http';

/** A request that is sent exactly like this. HTTP clients would correct it. */
export interface Shot {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface Hit {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends shots to one server. */
export interface Sender {
  readonly send: (shot: Shot) => Promise<Hit>;
  readonly close: () => void;
}

/** Creates a sender with kept-alive connections. If the server closes one at that moment, the request is sent again. */
export function createSender(url: string, sockets = 16): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const { hostname, port } = new URL(url);

  function send({ method, path, headers, body }: Shot, again = true): Promise<Hit> {
    return new Promise((resolve, reject) => {
      const length = { 'content-length': String(Buffer.byteLength(body)) };
      const sent = request({
        hostname,
        port,
        method,
        path,
        headers: { ...length, ...headers },
        agent: again ? agent : false,
      });
      let answered = false;
      sent.on('response', (response) => {
        answered = true;
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      });
      sent.on('error', (error: NodeJS.ErrnoException) => {
        if (answered) return;
        const closed = error.code === 'ECONNRESET' || error.code === 'EPIPE';
        // Another kept connection could be closed as well, so the second goes over a new one.
        if (closed && again) resolve(send({ method, path, headers, body }, false));
        else reject(error);
      });
      sent.end(body);
    });
  }

  return { send: (shot) => send(shot), close: () => agent.destroy() };
}
