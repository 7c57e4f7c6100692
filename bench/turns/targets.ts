import type { Target } from './target.ts';
import { transpile } from './transpile.ts';

/** (a) restify alone: a JSON POST through the body parser. */
export function bareRestify(): Target {
  return { name: 'bare restify', requests: 'question', program: [transpile('bare-restify')], env: {} };
}

/** (b) The SDK's echo bot. */
export function echoBot(): Target {
  return { name: 'stock echo bot', requests: 'activity', program: [transpile('echo-bot')], env: {} };
}

/** (c), (d) Waymark as it is started in production; with limits that a load from one address does not hit. */
export function waymark(name: string, dataDir: string, databaseUrl?: string): Target {
  return {
    name,
    requests: 'activity',
    program: ['bin/waymark.js', 'serve'],
    env: {
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl ?? '',
      API_RATE_PER_MINUTE: '1000000',
      API_RATE_BURST: '100000',
    },
  };
}
