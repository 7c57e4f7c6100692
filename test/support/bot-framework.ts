import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

/**
 * A stand-in for the services that publish the keys of the channels and of the Emulator. It also has the private keys.
 */
export interface BotFramework {
  readonly url: string;
  /** Settings of a bot that trusts this stand-in. */
  readonly env: NodeJS.ProcessEnv;
  /** How often the keys were fetched. */
  fetched(): number;
  /** How the stand-in answers. `lies`: it sends something other than keys. */
  mood: 'answers' | 'fails' | 'hangs' | 'redirects' | 'lies';
  /** Publishes another channel key from now on, and signs with it. */
  rotate(): Promise<void>;
  /** A token as a channel sends it. `claims` replace its claims; undefined leaves one out. */
  token(claims?: Claims, signing?: Partial<Signing>): Promise<string>;
  /** The same as the Emulator sends it. */
  emulatorToken(claims?: Claims, signing?: Partial<Signing>): Promise<string>;
  /** The private key of the channels, for tokens that are made by hand. */
  readonly channelKey: CryptoKey;
  readonly channelJwk: JWK;
  /** The private key of "without-endorsements". */
  readonly bareKey: CryptoKey;
  close(): Promise<void>;
}

export type Claims = Readonly<Record<string, unknown>>;

export interface Signing {
  readonly key: CryptoKey | Uint8Array;
  readonly header: { readonly alg: string; readonly kid?: string; readonly [name: string]: unknown };
}

export const APP_ID = '11111111-2222-3333-4444-555555555555';
export const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
const CHANNEL_ISSUER = 'https://api.botframework.com';
const EMULATOR_ISSUER = 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0';
export const ENDORSED = ['msteams', 'webchat', 'directline'];

const newKey = () => generateKeyPair('RS256', { extractable: true });

/** The channels' first key, the Emulator's, and the one without endorsements: made once, because RSA keys cost much time. */
let keys: Promise<readonly [Pair, Pair, Pair]> | undefined;
type Pair = Awaited<ReturnType<typeof newKey>>;

/** Starts a stand-in. All stand-ins of a process begin with the same keys; `rotate` makes a new one. */
export async function startBotFramework(): Promise<BotFramework> {
  keys ??= Promise.all([newKey(), newKey(), newKey()]);
  const [first, emulator, bare] = await keys;
  let channel = first;
  let serial = 1;
  let fetched = 0;
  const kid = () => `channel-${String(serial)}`;
  const publicKey = async (key: CryptoKey, id: string, more: object = {}) => ({
    ...(await exportJWK(key)),
    kid: id,
    use: 'sig',
    ...more,
  });

  const documents: Readonly<Record<string, () => Promise<unknown>>> = {
    '/channel': () => Promise.resolve({ jwks_uri: `${stand.url}/channel/keys` }),
    '/emulator': () => Promise.resolve({ jwks_uri: `${stand.url}/emulator/keys` }),
    '/channel/keys': async () => {
      fetched += 1;
      return {
        keys: [
          { kty: 'EC', kid: 'of another kind' },
          await publicKey(channel.publicKey, kid(), { endorsements: ENDORSED }),
          await publicKey(bare.publicKey, 'without-endorsements'),
        ],
      };
    },
    '/emulator/keys': async () => ({ keys: [await publicKey(emulator.publicKey, 'emulator')] }),
  };
  const server = createServer((request, response) => {
    const find = documents[request.url ?? ''];
    if (stand.mood === 'hangs') return;
    if (stand.mood === 'redirects') response.writeHead(302, { location: `${stand.url}/elsewhere` });
    if (stand.mood === 'fails' || find === undefined) response.writeHead(503);
    if (stand.mood !== 'answers' || find === undefined) {
      response.end(stand.mood === 'lies' ? '{"keys":7' : '');
      return;
    }
    void find().then((document) => response.end(JSON.stringify(document)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${String(port)}`;

  const stand: BotFramework = {
    url,
    env: {
      MICROSOFT_APP_ID: APP_ID,
      MICROSOFT_APP_PASSWORD: 'secret',
      CHANNEL_OPENID_URL: `${url}/channel`,
      EMULATOR_OPENID_URL: `${url}/emulator`,
    },
    mood: 'answers',
    fetched: () => fetched,
    async rotate() {
      channel = await newKey();
      serial += 1;
    },
    token: (claims = {}, signing = {}) =>
      sign(
        { iss: CHANNEL_ISSUER, serviceurl: SERVICE_URL, ...claims },
        { key: channel.privateKey, header: { alg: 'RS256', kid: kid() }, ...signing },
      ),
    emulatorToken: (claims = {}, signing = {}) =>
      sign(
        { iss: EMULATOR_ISSUER, ver: '2.0', azp: APP_ID, ...claims },
        { key: emulator.privateKey, header: { alg: 'RS256', kid: 'emulator' }, ...signing },
      ),
    channelKey: first.privateKey,
    bareKey: bare.privateKey,
    channelJwk: await exportJWK(first.publicKey),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return stand;
}

function sign(claims: Claims, { key, header }: Signing): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const all: Claims = { aud: APP_ID, nbf: now - 60, exp: now + 3_600, ...claims };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new SignJWT(given).setProtectedHeader(header).sign(key);
}
