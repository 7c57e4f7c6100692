import { generateKeyPair, type CryptoKey } from 'jose';
import type { BotFramework, Claims } from '../support/bot-framework.ts';

/** Makes a token that is almost valid, as a whole Authorization header; `n` varies it. */
export type Mutation = (n: number) => Promise<string>;

/** Ways in which a token can be wrong, each by its name. */
export async function tokenMutations(framework: BotFramework): Promise<ReadonlyMap<string, Mutation>> {
  const { privateKey: foreign, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = 'channel-1';
  const now = () => Math.floor(Date.now() / 1_000);
  const claims = (make: (n: number) => Claims) => async (n: number) =>
    `Bearer ${await framework.token(make(n))}`;
  const signed = (key: CryptoKey | Uint8Array, header: { alg: string } & Claims) => async () =>
    `Bearer ${await framework.token({}, { key, header })}`;
  const bent =
    (bend: (parts: [string, string, string], n: number) => readonly string[]) => async (n: number) => {
      const [header = '', payload = '', signature = ''] = (await framework.token()).split('.');
      return `Bearer ${bend([header, payload, signature], n).join('.')}`;
    };
  const secret = new TextEncoder().encode(framework.channelJwk.n ?? '');
  const own = framework.channelKey;

  return new Map<string, Mutation>([
    [
      'none at all',
      (n) => Promise.resolve(['', 'Bearer', 'Bearer ', 'Basic dTpw', 'Bearer null'][n % 5] ?? ''),
    ],
    ['another scheme', async (n) => `${n % 2 === 0 ? 'bearer' : 'JWT'} ${await framework.token()}`],
    ['garbage', (n) => Promise.resolve(`Bearer ${'a'.repeat(n)}.${'b'.repeat(n)}.${'c'.repeat(n)}`)],
    ['too long', (n) => Promise.resolve(`Bearer a.${'b'.repeat(8_200 + n)}.c`)],
    ['alg none', bent(([, payload]) => [encode({ alg: 'none', typ: 'JWT' }), payload, ''])],
    ['alg none with a signature', bent(([, payload, end]) => [encode({ alg: 'none', kid }), payload, end])],
    ['HS256 with the public key', signed(secret, { alg: 'HS256', kid })],
    ['RS384', signed(await rsaKey(own, 'SHA-384'), { alg: 'RS384', kid })],
    ['PS256', signed(await rsaKey(own, 'SHA-256', 'RSA-PSS'), { alg: 'PS256', kid })],
    ['the signature of another key', signed(foreign, { alg: 'RS256', kid })],
    ['a key in its header', signed(foreign, { alg: 'RS256', kid, jwk: await jwkOf(publicKey) })],
    [
      'an address of keys in its header',
      signed(foreign, { alg: 'RS256', kid: 'x', jku: `${framework.url}/channel/keys` }),
    ],
    ['an unknown key', signed(own, { alg: 'RS256', kid: 'channel-2' })],
    ['no key', signed(own, { alg: 'RS256' })],
    [
      'an extension that is critical',
      bent(([, payload, end]) => [encode({ alg: 'RS256', kid, crit: ['x'], x: 1 }), payload, end]),
    ],
    ['a bent signature', bent(([header, payload, end], n) => [header, payload, flip(end, n * 3)])],
    ['bent claims', bent(([header, payload, end], n) => [header, flip(payload, n), end])],
    ['a cut end', bent(([header, payload, end], n) => [header, payload, end.slice(0, n)])],
    ['expired', claims((n) => ({ exp: now() - 301 - n * 60 }))],
    ['no expiry', claims(() => ({ exp: undefined }))],
    ['an expiry that is none', claims((n) => ({ exp: ['never', null, true, {}, '9999999999'][n % 5] }))],
    ['not yet valid', claims((n) => ({ nbf: now() + 400 + n * 60 }))],
    ['another audience', claims((n) => ({ aud: ['other', '', '1'.repeat(n), undefined, null][n % 5] }))],
    ['several audiences', claims((n) => ({ aud: ['11111111-2222-3333-4444-555555555555', String(n)] }))],
    [
      'another issuer',
      claims((n) => ({
        iss: [
          'https://evil.example',
          `https://api.botframework.com/${String(n)}`,
          undefined,
          'https://api.botframework.us',
        ][n % 4],
      })),
    ],
    [
      'the Emulator’s issuer and a channel’s key',
      claims(() => ({
        iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
        ver: '1.0',
        appid: '11111111-2222-3333-4444-555555555555',
      })),
    ],
    [
      'a channel’s issuer and the Emulator’s key',
      async () =>
        `Bearer ${await framework.emulatorToken({ iss: 'https://api.botframework.com', serviceurl: 'https://smba.trafficmanager.net/emea/' })}`,
    ],
    [
      'another service URL',
      claims((n) => ({
        serviceurl: [
          `https://smba.trafficmanager.net/${String(n)}/`,
          'https://smba.trafficmanager.net/emea',
          '',
          'https://SMBA.trafficmanager.net/emea/',
        ][n % 4],
      })),
    ],
    ['no service URL', claims(() => ({ serviceurl: undefined }))],
    [
      'the Emulator’s, for another app',
      async (n) => `Bearer ${await framework.emulatorToken({ azp: `other-${String(n)}` })}`,
    ],
    ['the Emulator’s, for a channel', async () => `Bearer ${await framework.emulatorToken()}`],
    [
      'another bot’s, as a skill',
      async (n) =>
        `Bearer ${await framework.emulatorToken({ ver: n % 2 === 0 ? '1.0' : '3.0', appid: 'skill', azp: 'skill' })}`,
    ],
  ]);
}

function encode(header: object): string {
  return Buffer.from(JSON.stringify(header)).toString('base64url');
}

/** Replaces one character, never the last one: some of its bits have no meaning. */
function flip(text: string, n: number): string {
  const at = n % (text.length - 1);
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}

async function rsaKey(key: CryptoKey, hash: string, name = 'RSASSA-PKCS1-v1_5'): Promise<CryptoKey> {
  const exported = await crypto.subtle.exportKey('pkcs8', key);
  return crypto.subtle.importKey('pkcs8', exported, { name, hash }, true, ['sign']);
}

function jwkOf(key: CryptoKey): Promise<object> {
  return crypto.subtle.exportKey('jwk', key);
}
