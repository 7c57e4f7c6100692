import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { expect } from 'chai';
import {
  createTokenSource,
  type AppRegistration,
  type OutboundFetch,
  type TokenFetch,
} from '../../../src/bot/index.ts';

const CLOUD = {
  loginUrl: 'https://login.microsoftonline.com/botframework.com',
  scope: 'https://api.botframework.com',
};
const APP: AppRegistration = {
  id: '11111111-2222-3333-4444-555555555555',
  password: 'the secret',
  type: 'MultiTenant',
  tenantId: undefined,
};

describe('the token source of a client secret', () => {
  it('asks the login service with the secret, once for calls at the same moment and after', async () => {
    const login = loginService();
    const token = createTokenSource(APP, CLOUD, login.outbound);
    expect(await Promise.all([token(), token(), token()])).to.deep.equal(['token 1', 'token 1', 'token 1']);
    expect(await token()).to.equal('token 1');
    const [asked, ...more] = login.asked;
    expect(more).to.deep.equal([]);
    expect(asked?.url.split('?')[0]).to.equal(
      'https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token',
    );
    expect(asked?.form).to.include({
      client_id: APP.id,
      client_secret: 'the secret',
      grant_type: 'client_credentials',
      scope: 'https://api.botframework.com/.default',
    });
  });

  it('asks the bot’s own tenant where it is for one tenant', async () => {
    const login = loginService();
    const tenantId = '99999999-2222-3333-4444-555555555555';
    await createTokenSource({ ...APP, type: 'SingleTenant', tenantId }, CLOUD, login.outbound)();
    expect(login.asked[0]?.url.split('?')[0]).to.equal(
      `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
    );
  });

  it('asks anew shortly before the token expires', async () => {
    const login = loginService({ expires_in: 60 });
    const token = createTokenSource(APP, CLOUD, login.outbound);
    expect([await token(), await token()]).to.deep.equal(['token 1', 'token 2']);
  });

  it('rejects where the login service refuses, and asks again the next time', async () => {
    const login = loginService({ status: 401 });
    const token = createTokenSource(APP, CLOUD, login.outbound);
    const failures = [await failureOf(token()), await failureOf(token())];
    expect(failures.join(' ')).to.contain('invalid_client').and.not.contain('the secret');
    expect(login.asked).to.have.length(2);
  });
});

describe('the token source of a managed identity', () => {
  // MSAL keeps the way to the identity, and its tokens, for the whole process: these tests share one way out, and each
  // asks for another API.
  let login = loginService();
  const local: TokenFetch = { ...login.local, local: (url, request) => login.local.local(url, request) };
  const identity: AppRegistration = {
    id: 'the-identity',
    password: undefined,
    type: 'UserAssignedMSI',
    tenantId: 'tenant',
  };

  it('asks the metadata service of the virtual machine for this identity, once, and not the proxy', async () => {
    const token = createTokenSource(identity, { ...CLOUD, scope: 'https://a.example' }, local);
    expect(await Promise.all([token(), token()])).to.deep.equal(['token 1', 'token 1']);
    expect(await token()).to.equal('token 1');
    const [asked, ...more] = login.asked;
    expect(more).to.deep.equal([]);
    const { origin, pathname, searchParams } = new URL(asked?.url ?? '');
    expect(origin + pathname).to.equal('http://169.254.169.254/metadata/identity/oauth2/token');
    expect(Object.fromEntries(searchParams)).to.include({
      client_id: 'the-identity',
      resource: 'https://a.example',
    });
    expect(asked?.headers).to.include({ Metadata: 'true' });
  });

  it('rejects where the identity is not assigned, and asks again the next time', async () => {
    login = loginService({ status: 400 });
    const token = createTokenSource(identity, { ...CLOUD, scope: 'https://b.example' }, local);
    expect(await failureOf(token())).to.not.equal('');
    expect(await failureOf(token())).to.not.equal('');
    expect(login.asked).to.have.length(2);
  });

  it('asks the endpoint that App Service names', async () => {
    const asked: IncomingMessage[] = [];
    const endpoint = createServer((request, response) => {
      asked.push(request);
      const token = { access_token: 'of App Service', expires_on: now() + 3_600, token_type: 'Bearer' };
      response.end(JSON.stringify(token));
    });
    const port = await new Promise<number>((resolve) => {
      endpoint.listen(0, '127.0.0.1', () => {
        const address = endpoint.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const script = `
      const { createTokenSource } = await import('./src/bot/connector/create-token-source.ts');
      const parts = ${JSON.stringify([identity, CLOUD])};
      process.stdout.write(await createTokenSource(...parts, { outbound: () => Promise.reject(), local: fetch })());`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      {
        env: {
          ...process.env,
          IDENTITY_ENDPOINT: `http://127.0.0.1:${String(port)}/msi/token`,
          IDENTITY_HEADER: 'the header',
        },
      },
    ).finally(() => endpoint.close());
    expect(stdout).to.equal('of App Service');
    const { pathname, searchParams } = new URL(asked[0]?.url ?? '', 'http://localhost');
    expect(pathname).to.equal('/msi/token');
    expect(Object.fromEntries(searchParams)).to.include({
      client_id: 'the-identity',
      resource: CLOUD.scope,
    });
    expect(asked[0]?.headers['x-identity-header']).to.equal('the header');
  });
});

interface Asked {
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers as the login service and the identity endpoints do, with a new token each time. */
function loginService({ status = 200, expires_in = 3_600 } = {}) {
  const asked: Asked[] = [];
  const fetch: OutboundFetch = (url, request) => {
    const form = typeof request?.body === 'string' ? new URLSearchParams(request.body) : [];
    const headers = Object.fromEntries(
      Object.entries(request?.headers ?? {}).map(([k, v]) => [k, String(v)]),
    );
    asked.push({ url: String(url), form: Object.fromEntries(form), headers });
    const access_token = `token ${String(asked.length)}`;
    const answer =
      status === 200
        ? { token_type: 'Bearer', expires_in, expires_on: now() + expires_in, access_token }
        : { error: 'invalid_client', error_description: 'refused' };
    return Promise.resolve(Response.json(answer, { status }));
  };
  const refuse: OutboundFetch = () => Promise.reject(new Error('the wrong way out'));
  const outbound: TokenFetch = { outbound: fetch, local: refuse };
  const local: TokenFetch = { outbound: refuse, local: fetch };
  return { asked, outbound, local };
}

function now(): number {
  return Math.floor(Date.now() / 1_000);
}

function failureOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => '',
    (error: unknown) => String(error),
  );
}
