import { activity } from '../support/running-bot.ts';

/** A request in which every field that a caller can fill holds a canary. */
export interface CanaryRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** The word that no output may contain. What follows it in a request tells in which field it was sent. */
export const CANARY = 'canary';

/** Addresses of callers, as a trusted proxy gives them. */
export const CALLERS = '203.0.113.';

const MESSAGES: readonly string[] = Array.from({ length: 18 }, () => 'message');

const TYPES = [
  ...MESSAGES,
  ...['messageUpdate', 'conversationUpdate', 'installationUpdate', 'endOfConversation', 'invoke', 'event'],
  ...['typing', 'messageReaction', 'messageDelete', 'canaryType'],
];

const TEXTS = [
  'BackOffice Server 2.5 to Windows Server 2003, says canary Jones',
  'my canary server 4.5 runs Canaryware 7, can I upgrade?',
  'BackOffice Server canary to Windows 2003',
  'does canary still work?',
  'yes',
  'back',
  'thanks, canary',
  'canary@example.org +49 30 canary',
];

/** The i-th activity for `/api/messages`; `channel` takes its replies. */
export function canaryActivity(i: number, channel: string): CanaryRequest {
  const account = (role: string) => ({
    id: `canary-${role}-${String(i % 97)}`,
    name: `Canary ${role}`,
    aadObjectId: 'canary-aad',
  });
  const fields = {
    type: TYPES[i % TYPES.length],
    id: `canary-activity-${String(i)}`,
    channelId: ['emulator', 'msteams', 'directline', 'canary-channel'][i % 4],
    serviceUrl: `${channel}/canary-path-${String(i % 3)}`,
    text: TEXTS[i % TEXTS.length],
    from: account('from'),
    recipient: account('recipient'),
    conversation: { id: `canary-conversation-${String(i % 211)}`, tenantId: 'canary-tenant', name: 'canary' },
    deliveryMode: i % 3 === 0 ? 'expectReplies' : undefined,
    locale: 'en-canary',
    name: i % 2 === 0 ? 'adaptiveCard/action' : 'canary/name',
    action: i % 2 === 0 ? 'add' : 'remove-canary',
    value: { action: { data: { waymark: 'canary', choice: 'canary', text: 'canary' } }, canary: ['canary'] },
    entities: [{ type: 'mention', mentioned: { id: 'canary', name: 'canary' }, text: '<at>canary</at>' }],
    attachments: [{ contentType: 'text/canary', content: 'canary', contentUrl: 'https://canary.example/' }],
    membersAdded: [account('member')],
    channelData: { eventType: 'editMessage', tenant: { id: 'canary' }, canary: { canary: 'canary' } },
    replyToId: 'canary-reply',
    timestamp: i % 50 === 0 ? 'canary' : '2003-04-24T12:00:00Z',
    canaryField: { deep: 'canary' },
  };
  return post('/api/messages', JSON.stringify(activity(fields)), i);
}

/** The i-th request to any other address, or one that is refused. */
export function canaryOther(i: number): CanaryRequest {
  const asked = { text: TEXTS[i % TEXTS.length], facts: i % 5 === 0 ? { canary: 'canary' } : {} };
  const requests: readonly CanaryRequest[] = [
    post('/api/ask', JSON.stringify(asked), i),
    post('/api/ask?canary=canary', JSON.stringify({ ...asked, pack: 'canary' }), i),
    post('/api/ask/batch', JSON.stringify({ questions: [asked, asked, { canary: 'canary' }] }), i),
    post('/api/ask', '{"canary": canary', i),
    post('/api/messages', '{"type": "canary"}', i),
    post('/api/messages', '"canary"', i),
    post('/api/messages', `${'{"canary":'.repeat(60)}1${'}'.repeat(60)}`, i),
    post('/api/messages', JSON.stringify({ text: 'canary'.repeat(50_000) }), i),
    { ...post('/api/messages', 'canary', i), headers: { ...headers(i), 'content-encoding': 'canary' } },
    { ...post('/api/messages', 'canary', i), headers: { ...headers(i), 'content-type': 'text/canary' } },
    {
      ...post('/api/messages', '{}', i),
      headers: { ...headers(i), 'x-forwarded-for': `${CALLERS}${String(i % 250)}` },
    },
    { ...get('/canary/canary?canary=canary', i), method: 'DELETE' },
    ...[
      '/canary',
      '/api/sources/canary/canary.txt?edition=canary',
      '/desk/canary',
      '/desk',
      '/',
      '/api/packs',
    ].map((path) => get(path, i)),
    ...[
      '/healthz?canary',
      '/readyz?canary',
      '/readyz/ask?canary',
      '/metrics?canary',
      '/%63anary%',
      '/api/openapi.json?canary',
    ].map((path) => get(path, i)),
  ];
  const found = requests[i % requests.length];
  if (found === undefined) throw new Error('no request');
  return found;
}

/** A token as a caller would forge it. */
const TOKEN = [
  '{"alg":"RS256","kid":"canary"}',
  '{"iss":"https://api.botframework.com","aud":"canary","name":"canary"}',
]
  .map((part) => Buffer.from(part).toString('base64url'))
  .concat('canary')
  .join('.');

function headers(i: number): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'canary',
    authorization: i % 2 === 0 ? `Bearer ${TOKEN}` : 'Bearer canary',
    cookie: 'session=canary',
    referer: 'https://example.org/canary',
    // Looks forwarded, so that a server for this machine only refuses it.
    ...(i % 20 === 0 ? { 'x-request-id': 'canary-request' } : { 'x-correlation': 'canary' }),
    'x-api-key': 'canary-key-of-an-agent',
    'x-canary': 'canary',
    ...(i % 7 === 0 ? { origin: 'https://canary.example' } : {}),
  };
}

function post(path: string, body: string, i: number): CanaryRequest {
  return { method: 'POST', path, headers: headers(i), body };
}

function get(path: string, i: number): CanaryRequest {
  return { method: 'GET', path, headers: headers(i), body: undefined };
}
