import { expect } from 'chai';
import { plainDocument } from '../../../src/core/answers/document.ts';
import { plain } from '../../../src/core/answers/sentence.ts';
import { answerContext } from '../../../src/core/answers/answer-context.ts';
import type { Facts, FactValue, Topic } from '../../../src/core/index.ts';
import { cacheResponses } from '../../../src/core/consultation/cache-responses.ts';
import type { TopicResponse } from '../../../src/core/consultation/respond-with-advice.ts';
import { realAdvisor } from '../../support/real-advisor.ts';

const { packs, words, flows } = realAdvisor();
const [{ knowledge }] = packs;
const ADVICE: Topic = { kind: 'advice' };

/** What is composed is told apart by its number. */
function counting() {
  let times = 0;
  const respond = cacheResponses((_voice, _flows, _topic, facts): TopicResponse => {
    const document = plainDocument('answer', 'supported', 'yes', plain(String((times += 1))));
    return { documents: [document], question: undefined, facts, list: undefined };
  });
  const of = (facts: Facts, topic = ADVICE, context = answerContext(knowledge, words)) =>
    respond(context, flows, topic, facts).documents[0].headline.text;
  return { of, times: () => times };
}

const is = (...[first, ...more]: [string, ...string[]]): FactValue => ({
  kind: 'is',
  values: [first, ...more],
});

describe('responses', () => {
  it('are composed once for the same facts and topic', () => {
    const { of } = counting();
    expect(of({ installed: is('a') })).to.equal('1');
    expect(of({ installed: is('a') })).to.equal('1');
    expect(of({ installed: is('b') })).to.equal('2');
    expect(of({ installed: is('a') }, { kind: 'list' })).to.equal('3');
  });

  it('are composed anew when the pack or the words were read again', () => {
    const { of } = counting();
    of({});
    expect(of({}, ADVICE, answerContext({ ...knowledge }, words))).to.equal('2');
    expect(of({}, ADVICE, answerContext(knowledge, { ...words }))).to.equal('3');
  });

  it('keep nothing that a user named in words of their own', () => {
    const { of } = counting();
    const told: readonly (readonly [Facts, Topic])[] = [
      [{ installed: { kind: 'outside', said: 'the box of Anna', family: undefined } }, ADVICE],
      [{ $via: is('the box of Anna') }, ADVICE],
      [{}, { kind: 'unnamed-component', said: 'the box of Anna' }],
      [{}, { kind: 'running', asks: 'works', place: 'the box of Anna' }],
    ];
    for (const [facts, topic] of told) expect(of(facts, topic)).not.to.equal(of(facts, topic));
  });

  it('are kept in a bounded number, those used last', () => {
    const { of, times } = counting();
    for (let i = 0; i < 500; i += 1) of({ installed: is(String(i)) });
    of({ installed: is('0') });
    of({ installed: is('one more') });
    expect(times()).to.equal(501);
    of({ installed: is('0') });
    expect(times()).to.equal(501);
    of({ installed: is('1') });
    expect(times()).to.equal(502);
  });

  it('are not kept for long lists of values', () => {
    const { of } = counting();
    const [first = '', ...more] = Array.from({ length: 21 }, (_, i) => String(i));
    const facts = { installed: is(first, ...more) };
    expect(of(facts)).not.to.equal(of(facts));
  });
});
