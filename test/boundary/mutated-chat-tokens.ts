import { createHmac } from 'node:crypto';
import { generateKeyPair, SignJWT, type CryptoKey } from 'jose';

/** What a token of the web chat is for. */
export type Use = 'rest' | 'stream' | 'ticket';

/** A valid token, to be changed. */
export interface Good {
  readonly key: string;
  readonly use: Use;
  readonly conversation: string;
  readonly user: string;
}

/** Makes a token that is almost valid; `n` varies it. */
export type Mutation = (n: number) => Promise<string>;

type Claims = Readonly<Record<string, unknown>>;

/** Ways in which a token of the web chat can be wrong, each by its name. */
export async function seatMutations(
  { key, use, conversation, user }: Good,
  other: { readonly conversation: string; readonly user: string },
): Promise<ReadonlyMap<string, Mutation>> {
  const secret = Buffer.from(key);
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await crypto.subtle.exportKey('jwk', publicKey);
  const now = () => Math.floor(Date.now() / 1_000);
  const good = (): Claims => ({
    conv: conversation,
    user,
    iss: 'waymark',
    aud: use,
    iat: now(),
    exp: now() + 1_800,
  });
  const sign = (
    claims: Claims,
    header: Claims & { alg: string } = { alg: 'HS256' },
    by: Uint8Array | CryptoKey = secret,
  ) => new SignJWT({ ...claims }).setProtectedHeader({ typ: 'JWT', ...header }).sign(by);
  const claims = (change: (n: number) => Claims) => (n: number) => sign({ ...good(), ...change(n) });
  const signed =
    (header: Claims & { alg: string }, by?: Uint8Array | CryptoKey): Mutation =>
    () =>
      sign(good(), header, by);
  const bent =
    (bend: (parts: readonly [string, string, string], n: number) => readonly string[]): Mutation =>
    async (n) => {
      const [header = '', payload = '', signature = ''] = (await sign(good())).split('.');
      return bend([header, payload, signature], n).join('.');
    };
  /** Signed with our key, with any header. */
  const forced =
    (header: Claims): Mutation =>
    () => {
      const text = `${encode(header)}.${encode(good())}`;
      return Promise.resolve(`${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`);
    };
  const uses: readonly Use[] = ['rest', 'stream', 'ticket'];
  const [oneUse = use, otherUse = use] = uses.filter((each) => each !== use);

  return new Map<string, Mutation>([
    ['none', () => Promise.resolve('')],
    ['garbage', (n) => Promise.resolve(`${'a'.repeat(n)}.${'b'.repeat(n)}.${'c'.repeat(n)}`)],
    ['no token at all', (n) => Promise.resolve(['null', '{}', '.', '..', '%00'][n % 5] ?? '')],
    ['long', (n) => Promise.resolve(`a.${'b'.repeat(6_000 + n)}.c`)],
    ['alg none', bent(([, payload]) => [encode({ alg: 'none', typ: 'JWT' }), payload, ''])],
    ['alg none with a signature', bent(([, payload, end]) => [encode({ alg: 'none' }), payload, end])],
    ['alg None, and the good signature of it', forced({ alg: 'None' })],
    ['no alg', forced({ typ: 'JWT' })],
    ['HS384 with our key', signed({ alg: 'HS384' })],
    ['HS512 with our key', signed({ alg: 'HS512' })],
    ['RS256', signed({ alg: 'RS256' }, privateKey)],
    ['a key in its header', signed({ alg: 'RS256', jwk }, privateKey)],
    ['an address of keys', signed({ alg: 'RS256', jku: 'http://127.0.0.1:9/keys' }, privateKey)],
    ['another key', signed({ alg: 'HS256' }, Buffer.from(`${key}x`))],
    ['the key of nobody', signed({ alg: 'HS256' }, Buffer.from('\0'))],
    ['an extension that is critical', forced({ alg: 'HS256', crit: ['x'], x: 1 })],
    ['a bent signature', bent(([header, payload, end], n) => [header, payload, flip(end, n * 3)])],
    ['bent claims', bent(([header, payload, end], n) => [header, flip(payload, n), end])],
    ['a cut end', bent(([header, payload, end], n) => [header, payload, end.slice(0, n)])],
    [
      'another conversation, put in',
      bent(([header, , end]) => [header, encode({ ...good(), conv: other.conversation }), end]),
    ],
    ['expired', claims((n) => ({ exp: now() - 1 - n * 60 }))],
    ['no expiry', claims(() => ({ exp: undefined }))],
    ['an expiry that is none', claims((n) => ({ exp: ['never', null, true, {}, '9999999999'][n % 5] }))],
    ['not yet valid', claims((n) => ({ nbf: now() + 60 + n * 60 }))],
    ['another audience', claims((n) => ({ aud: ['other', '', undefined, null, use.toUpperCase()][n % 5] }))],
    [`that of ${oneUse}`, claims(() => ({ aud: oneUse }))],
    [`that of ${otherUse}`, claims(() => ({ aud: otherUse }))],
    ['another issuer', claims((n) => ({ iss: ['https://evil.example', 'Waymark', '', null][n % 4] }))],
    ['no issuer', claims(() => ({ iss: undefined }))],
    ['no conversation', claims(() => ({ conv: undefined }))],
    ['a conversation that is none', claims((n) => ({ conv: [null, 7, {}, [conversation]][n % 4] }))],
    ['no user', claims(() => ({ user: undefined }))],
    ['a user that is none', claims((n) => ({ user: [null, 7, {}, [user]][n % 4] }))],
  ]);
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** Replaces one character, never the last one: some of its bits have no meaning. */
function flip(text: string, n: number): string {
  const at = n % (text.length - 1);
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}
