import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src/store/index.ts';
import type { ReplyActivities } from '../../../src/bot/index.ts';
import { runBot } from '../../support/running-bot.ts';

// The server under attack, in a process of its own: its settings come with the environment, its address goes back. As in
// production, errors are made without source maps: those would take most of what refusing costs.
process.setSourceMapsEnabled(false);
const { CHANNEL_OPENID_URL, EMULATOR_OPENID_URL, ADDRESS_RATE_PER_MINUTE, ADDRESS_RATE_BURST, API_KEYS } =
  process.env;
// What the web chat allows can be set from outside too.
const webChat = Object.entries(process.env).filter(([name]) => name.startsWith('WEBCHAT_'));
const { PUBLIC_WEBCHAT, ALLOWED_ORIGINS } = process.env;
const file = join(mkdtempSync(join(tmpdir(), 'waymark-attack-')), 'waymark.db');
const bot = await runBot(
  {
    MICROSOFT_APP_ID: process.env['MICROSOFT_APP_ID'],
    MICROSOFT_APP_PASSWORD: 'secret',
    CHANNEL_OPENID_URL,
    EMULATOR_OPENID_URL,
    ADDRESS_RATE_PER_MINUTE,
    ADDRESS_RATE_BURST,
    API_KEYS,
    ...Object.fromEntries(webChat),
    PUBLIC_WEBCHAT,
    ALLOWED_ORIGINS,
    TRUSTED_PROXIES: '127.0.0.1',
    API_RATE_PER_MINUTE: '100000',
  },
  { store: await openStore<ReplyActivities>({ databaseUrl: undefined, file, onIdleError: () => undefined }) },
);
process.send?.({ url: bot.url });
process.on('message', (message) => {
  if (message === 'end') process.exit(0);
  const { user, system } = process.cpuUsage();
  process.send?.({ rss: process.memoryUsage().rss, cpu: (user + system) / 1_000 });
});
process.on('disconnect', () => process.exit(0));
