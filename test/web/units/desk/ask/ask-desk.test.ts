import { expect } from 'chai';
import type { Answer } from '../../../../../src/contract/index.ts';
import { askDesk } from '../../../../../src/web/desk/ask/ask-desk.ts';
import type { DeskQuestion } from '../../../../../src/web/desk/ask/question.ts';
import { answerTo } from '../answers.ts';

const BASE = answerTo('backoffice 4.5 to 2003');

describe('asking with picked facts', () => {
  /** Asks a server that understands these facts; what it was sent, and what came of it. */
  async function ask(question: Partial<DeskQuestion>, ...understood: readonly Answer['facts'][]) {
    const sent: unknown[] = [];
    const browser = {
      sessionStorage: { getItem: () => null, setItem: () => undefined },
      fetch: (_: URL, { body }: RequestInit) => {
        sent.push(typeof body === 'string' ? JSON.parse(body) : body);
        const facts = understood[sent.length - 1];
        return Promise.resolve(
          facts === undefined
            ? new Response('{}', { status: 500 })
            : new Response(JSON.stringify({ ...BASE, facts })),
        );
      },
    };
    const whole = { text: 't', picks: {}, pack: undefined, ...question };
    const result = await askDesk(browser, whole, new AbortController().signal);
    return { sent, result };
  }

  it('sends the text alone where nothing was picked', async () => {
    const { sent, result } = await ask({}, { installed: 'a' });
    expect(sent).to.deep.equal([{ text: 't' }]);
    expect(result.kind).to.equal('answered');
  });

  it('sends a picked fact beside the text, once, where the text says nothing against it', async () => {
    const { sent, result } = await ask(
      { picks: { installed: { value: 'a' } }, pack: 'p' },
      { installed: 'a' },
    );
    expect(sent).to.deep.equal([{ text: 't', facts: { installed: 'a' }, pack: 'p' }]);
    expect(result).to.deep.include({ picks: { installed: { value: 'a' } } });
  });

  it('asks again with the fact settled where the pick changes what the text says', async () => {
    const picks = { installed: { value: 'a' } };
    const { sent, result } = await ask({ picks }, { installed: 'b' }, { installed: 'a' });
    expect(sent[1]).to.deep.equal({ text: 't', facts: { installed: 'a' }, settled: ['installed'] });
    expect(result).to.deep.include({ picks: { installed: { value: 'a', over: 'b' } } });
  });

  it('drops the pick once the text says something else than when it was picked', async () => {
    const { sent, result } = await ask(
      { picks: { installed: { value: 'a', over: 'b' } } },
      { installed: 'c' },
    );
    expect(sent).to.have.length(1);
    expect(result).to.deep.include({ picks: {} });
  });

  it('takes a fact out of what the text says', async () => {
    const { sent } = await ask({ picks: { installed: { value: null } } }, { installed: 'b' }, {});
    expect(sent[1]).to.deep.equal({ text: 't', settled: ['installed'] });
  });

  it('takes candidates in another order for the same value', async () => {
    const { sent } = await ask({ picks: { installed: { value: 'b,a' } } }, { installed: ['a', 'b'] });
    expect(sent).to.have.length(1);
  });

  it('tells the trouble of whichever request failed', async () => {
    expect((await ask({})).result).to.deep.equal({ kind: 'failed' });
    const second = await ask({ picks: { installed: { value: 'a' } } }, { installed: 'b' });
    expect(second.result).to.deep.equal({ kind: 'failed' });
  });
});
