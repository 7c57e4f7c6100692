import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { runApi, type RunningApi } from './running-api.ts';

const PAGE = readFileSync('docs/ask-api.md', 'utf8');
const ADDRESS = 'http://127.0.0.1:3978';

/** The commands of the page, each on one line. */
const commands = [...PAGE.matchAll(/^```sh\n(.*?)^```$/gms)]
  .flatMap(([, block = '']) => block.replaceAll(/\\\n\s*|\n\s+/g, ' ').split('\n'))
  .filter((line) => line.startsWith('curl '));

describe('the examples of docs/ask-api.md', () => {
  let api: RunningApi;
  before(async () => {
    api = await runApi();
  });
  after(() => api.close());

  it('are all of the shape that is run here', () => {
    expect(commands).to.have.length(9);
    for (const command of commands) expect(command).to.contain(`curl -s ${ADDRESS}/api/`);
  });

  for (const command of commands) {
    it(command.slice(0, 150), async () => {
      const path = /\/api\/[^ ]*/.exec(command)?.[0] ?? '';
      const body = /-d '(.*)'$/.exec(command)?.[1];
      const key = /-H '((?:Authorization|X-Api-Key)): (.*)'$/.exec(command);
      const keyed = key !== null ? await runApi({ env: { API_KEYS: 'choose-a-long-secret' } }) : undefined;
      const headers: Record<string, string> = key === null ? {} : { [key[1] ?? '']: key[2] ?? '' };
      const received =
        body === undefined
          ? await (keyed ?? api).send('GET', path, { headers })
          : await api.post(path, JSON.parse(body));
      await keyed?.close();
      const shown = PAGE.slice(PAGE.indexOf('```json') + 7).split('```')[0] ?? '';
      if (command.includes('perhaps')) expect(received.json).to.deep.equal(JSON.parse(shown));
      else expect(received.status).to.equal(200);
    });
  }

  it('are told rightly', async () => {
    const bodies = commands.flatMap((command) => /-d '(.*)'$/.exec(command)?.[1] ?? []);
    const [first, answered, settled] = await Promise.all(
      bodies.slice(0, 3).map(async (body) => (await api.post('/api/ask', JSON.parse(body))).json),
    );
    expect(first).to.include({ kind: 'answer', verdict: 'supported-via' });
    expect(first).to.have.nested.property('question.fact', 'setup');
    expect(answered).to.have.property('question', null);
    expect(settled).to.have.nested.property('facts.installed', 'backoffice-server-4.5');
  });
});
