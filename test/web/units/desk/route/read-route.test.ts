import { expect } from 'chai';
import { answerTo, packNames } from '../answers.ts';
import '../with-sentences.ts';

const { readRoute } = await import('../../../../../src/web/desk/route/read-route.ts');
const routeOf = (text: string) => readRoute(answerTo(text), packNames());

describe('the route that is read from an answer', () => {
  it('has the stops by name, the issues of each hop, and the direct way crossed out', () => {
    const found = routeOf('backoffice 4.0 to 2003');
    expect(found?.route.stops).to.have.length(3);
    expect(found?.route.stops[1]).to.equal('BackOffice Server 4.5');
    expect(found?.route.crossed).to.not.equal(undefined);
    expect(found?.route.hops.map(({ note }) => note === '')).to.deep.equal([true, false]);
  });

  it('says the same in words: stops, what is refused, and the issues', () => {
    const { route, alternative = '' } = routeOf('backoffice 4.0 to 2003') ?? {};
    for (const stop of route?.stops ?? []) expect(alternative).to.include(stop);
    expect(alternative).to.match(/not supported/u);
    expect(alternative).to.match(/issue/u);
  });

  it('has no hop where the only way is refused', () => {
    const found = routeOf('sbs 4.5');
    expect(found?.route.stops).to.have.length(2);
    expect(found?.route.hops).to.deep.equal([]);
    expect(found?.route.crossed).to.not.equal(undefined);
  });

  it('is drawn without a cross where the direct way is supported', () => {
    const found = routeOf('backoffice 4.5 to 2003');
    expect(found?.route.stops).to.have.length(2);
    expect(found?.route.hops).to.have.length(1);
    expect(found?.route.crossed).to.equal(undefined);
  });

  it('has a hop that depends on a condition as not certain', () => {
    const answer = answerTo('backoffice 4.0 to 2003');
    const hops = answer.hops.map((hop, i) => (i === 0 ? { ...hop, certainty: 'depends' as const } : hop));
    const found = readRoute({ ...answer, hops }, packNames());
    expect(found?.route.hops.map(({ certain }) => certain)).to.deep.equal([false, true]);
  });

  it('is none where the answer names no route', () => {
    for (const text of ['thanks', 'backoffice', 'where is the product page?', 'backoffice 3.0 to 2003'])
      expect(routeOf(text), text).to.equal(undefined);
  });
});
