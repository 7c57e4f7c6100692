import { expect } from 'chai';
import { createTokenSource } from '../../src/bot/create-token-source.ts';
import type { OutboundFetch } from '../../src/bot/outbound-fetch.ts';

const REQUEST = {
  clientId: '11111111-2222-3333-4444-555555555555',
  clientSecret: 'the secret',
  authority: 'https://login.microsoftonline.com/botframework.com',
  audience: 'https://api.botframework.com',
};

describe('the token source', () => {
  it('asks the login service of the tenant with the secret, once for calls at the same moment and after', async () => {
    const login = loginService();
    const token = createTokenSource(REQUEST, login.fetch);
    expect(await Promise.all([token(), token(), token()])).to.deep.equal(['token 1', 'token 1', 'token 1']);
    expect(await token()).to.equal('token 1');
    const [asked, ...more] = login.asked;
    expect(more).to.deep.equal([]);
    expect(asked?.path).to.equal('/botframework.com/oauth2/v2.0/token');
    expect(asked?.form).to.include({
      client_id: REQUEST.clientId,
      client_secret: 'the secret',
      grant_type: 'client_credentials',
      scope: 'https://api.botframework.com/.default',
    });
  });

  it('asks anew shortly before the token expires', async () => {
    const login = loginService({ expires_in: 60 });
    const token = createTokenSource(REQUEST, login.fetch);
    expect([await token(), await token()]).to.deep.equal(['token 1', 'token 2']);
  });

  it('rejects where the login service refuses, and asks again the next time', async () => {
    const login = loginService({ status: 401 });
    const token = createTokenSource(REQUEST, login.fetch);
    const failures = [await failureOf(token()), await failureOf(token())];
    expect(failures.join(' ')).to.contain('invalid_client').and.not.contain('the secret');
    expect(login.asked).to.have.length(2);
  });
});

/** Answers as the login service does, with a new token each time. */
function loginService({ status = 200, expires_in = 3_600 } = {}) {
  const asked: { path: string; form: Record<string, string> }[] = [];
  const fetch: OutboundFetch = (url, request) => {
    const form = typeof request?.body === 'string' ? new URLSearchParams(request.body) : [];
    asked.push({ path: new URL(url).pathname, form: Object.fromEntries(form) });
    const access_token = `token ${String(asked.length)}`;
    const answer =
      status === 200 ? { token_type: 'Bearer', expires_in, access_token } : { error: 'invalid_client' };
    return Promise.resolve(Response.json(answer, { status }));
  };
  return { asked, fetch };
}

function failureOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => '',
    (error: unknown) => String(error),
  );
}
