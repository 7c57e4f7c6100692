import { WebSocket } from 'ws';
import { openConnection, type Connection, type HttpAnswer } from './connection.ts';
import { CONVERSATION_LENGTH, post } from './requests.ts';
import type { Talker } from './talker.ts';

const DIRECT_LINE = '/v3/directline';

/** How long (milliseconds) an answer may take to come through the stream. */
const LONGEST_WAIT = 30_000;

interface Talk {
  readonly path: string;
  readonly token: string;
  readonly stream: WebSocket;
  /** Resolves with the next text of the stream that has an answer in it. */
  readonly answered: () => Promise<string>;
}

/**
 * A visitor of the web chat: one connection for requests, and the stream of the conversation. A turn has two ends, the
 * response to the POST and the answer in the stream, and is over when both were seen. After some turns a new conversation
 * is begun: that takes time and processor, and is no turn.
 */
export async function openVisitor(port: number, nextText: () => string): Promise<Talker> {
  const connection = await openConnection(port);
  let talk = await beginTalk(connection, port);
  let said = 0;
  return {
    async prepare() {
      if (said < CONVERSATION_LENGTH) return;
      talk.stream.terminate();
      talk = await beginTalk(connection, port);
      said = 0;
    },
    async turn() {
      said += 1;
      const body = {
        type: 'message',
        text: nextText(),
        channelData: { clientActivityID: `m${String(said)}` },
      };
      const answer = talk.answered();
      const sent = connection.send(post(port, `${talk.path}/activities`, body, talk.token));
      const [posted, streamed] = await Promise.all([sent, answer]);
      return posted.status === 200 ? { status: 200, body: streamed } : posted;
    },
    close() {
      talk.stream.terminate();
      connection.close();
    },
  };
}

async function beginTalk(connection: Connection, port: number): Promise<Talk> {
  const ask = async (path: string, token?: string) =>
    fieldsOf(await connection.send(post(port, `${DIRECT_LINE}/${path}`, {}, token)));
  const invited = await ask('tokens/generate');
  const begun = await ask('conversations', textOf(invited, 'token'));
  const { stream, answered } = await openStream(textOf(begun, 'streamUrl'));
  const path = `${DIRECT_LINE}/conversations/${textOf(begun, 'conversationId')}`;
  return { path, token: textOf(begun, 'token'), stream, answered };
}

/** Resolves when the greeting has come: from then on the stream has nothing but echoes and answers. */
async function openStream(url: string): Promise<Pick<Talk, 'stream' | 'answered'>> {
  const stream = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
  const next = (isWanted: (text: string) => boolean) =>
    new Promise<string>((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        stream.off('message', look).off('error', fail).off('close', fail);
        settle();
      };
      const look = (data: Buffer) => {
        const text = data.toString('latin1');
        if (isWanted(text)) end(() => resolve(text));
      };
      const fail = () => end(() => reject(new Error('the stream gave no answer')));
      const timer = setTimeout(fail, LONGEST_WAIT);
      stream.on('message', look).on('error', fail).on('close', fail);
    });
  await next((text) => text !== '');
  return { stream, answered: () => next((text) => text.includes('"replyToId":')) };
}

function fieldsOf({ status, body }: HttpAnswer): object {
  const value: unknown = JSON.parse(body);
  if (status >= 300 || typeof value !== 'object' || value === null)
    throw new Error(`no conversation was begun: ${String(status)} ${body}`);
  return value;
}

function textOf(fields: object, name: string): string {
  const value: unknown = Reflect.get(fields, name);
  if (typeof value !== 'string') throw new Error(`${name} is missing`);
  return value;
}
