import { expect } from 'chai';
import { loadLibrary } from '../../../src/content/index.ts';
import type { Advisor } from '../../../src/core/index.ts';
import { fact, is, pack } from '../builders.ts';
import { advisorOn, answerTo } from '../conversation.ts';
import { alternative, component, refusal, upgrade } from '../rule-builders.ts';
import { realAdvisor } from '../../support/real-advisor.ts';

// How answers read: what is said once, what stands where, and what is never said.

const invented = loadLibrary('test/packs').packs.map(({ knowledge }) => knowledge);

function advisorFor(id: string): Advisor {
  const knowledge = invented.find((each) => each.id === id);
  if (knowledge === undefined) throw new Error(`there is no pack ${id}`);
  return advisorOn(knowledge);
}

const millrace = (text: string, facts?: Readonly<Record<string, unknown>>) =>
  answerTo(advisorFor('millrace-build-server'), text, facts);
const corvane = (text: string) => answerTo(advisorFor('corvane-suite'), text);
const times = (text: string, part: string) => text.split(part).length - 1;

describe('a long route', () => {
  const { text, hops } = millrace('Millrace Build Server 4.9 to 9.0');

  it('says what holds before each step once', () => {
    expect(times(text, 'Back up the data directory')).to.equal(1);
    expect(text).to.include('Before this and every later step: Back up the data directory');
    expect(hops.every(({ requirements }) => requirements.some(({ id }) => id === 'back-up'))).to.equal(true);
  });

  it('tells an issue at its first step and names it at the later ones', () => {
    expect(times(text, 'XML Pipelines was removed')).to.equal(1);
    expect(text.split('\n6. ')[1]).to.match(/As above: XML Pipelines, .* and Local Artifacts\./);
  });

  it('does not repeat the condition of a step with what the step brings', () => {
    const step = text.split('\n4. ')[1]?.split('\n5. ')[0] ?? '';
    expect(times(step, 'nly if the server runs in cluster mode')).to.equal(1);
  });

  it('says the condition of a requirement behind "Before this step"', () => {
    expect(text).to.include('Before this step, only if the server uses an external Basalt database: Upgrade');
    expect(text).not.to.match(/Before this step: Only if/);
  });

  it('does not take what holds under the condition of a step for known at a later one', () => {
    const families = { alpha: ['1', '2'], omega: ['9'] };
    const route = upgrade({
      from: 'alpha-1',
      to: 'omega-9',
      via: [{ product: 'alpha-2', when: is('setup', 'yes') }],
    });
    const mailer = component({ name: 'mailer', to: ['alpha-2', 'omega-9'] });
    const advisor = advisorOn(pack({ families, facts: [fact({ id: 'setup' })], rules: [route, mailer] }));
    const said = answerTo(advisor, 'Alpha 1 to Omega 9').text;
    expect(times(said, 'Mailer is not supported.')).to.equal(2);
  });
});

describe('a requirement asked for by name', () => {
  it('names the upgrade that it belongs to, and its condition behind it', () => {
    expect(millrace('do I need Basalt 12?').text).to.include(
      'Before you upgrade Millrace Build Server 8.6 to Millrace Build Server 9.0, only if the server uses an external Basalt database: Upgrade the database to Basalt 12. [37]',
    );
  });
});

describe('one side of an upgrade', () => {
  it('asks nothing that it does not speak of', () => {
    const answer = corvane('what are the requirements for 2022 Enterprise to 2025 Enterprise?');
    expect(answer).to.deep.include({ verdict: 'requirement', question: null });
  });

  it('has an other way without the route, and without issues "above"', () => {
    const answer = answerTo(realAdvisor(), 'what happens if I uninstall BackOffice Server 4.0?');
    expect(answer).to.deep.include({ verdict: 'alternative', path: [], hops: [] });
    expect(answer.text).to.include('does not say which issues of the upgrade remain then');
    expect(answer.text).not.to.include('above');
  });
});

describe('a verdict', () => {
  it('against what is possible cites both statements', () => {
    const hop = { from: 'alpha-1', to: 'omega-9' };
    const rules = [upgrade(hop), upgrade({ ...hop, status: 'not-recommended' })];
    const advisor = advisorOn(pack({ families: { alpha: ['1'], omega: ['9'] }, rules }));
    const { text, verdict } = answerTo(advisor, 'Alpha 1 to Omega 9');
    expect(verdict).to.equal('not-recommended');
    expect(text).to.include('Alpha 1 to Omega 9: possible, but not recommended. [1, 2]');
  });

  it('does not deny any other route above another way', () => {
    const hop = { from: 'alpha-1', to: 'omega-9' };
    const families = { alpha: ['1'], omega: ['9'] };
    const said = (rules: Parameters<typeof pack>[0]['rules']) =>
      answerTo(advisorOn(pack({ families, rules })), 'Alpha 1 to Omega 9').text;
    expect(said([refusal(hop)])).to.include('gives no other route');
    expect(said([refusal(hop), alternative(hop)])).not.to.include('gives no other route');
  });

  it('names a family once for all stops of a branch', () => {
    const families = { alpha: ['1', '2', '3'], omega: ['9'] };
    const hop = { from: 'alpha-1', to: 'omega-9' };
    const advisor = advisorOn(
      pack({
        families,
        facts: [fact({ id: 'setup' })],
        rules: [
          upgrade({ ...hop, via: ['alpha-2', 'alpha-3'], when: is('setup', 'yes') }),
          refusal({ ...hop, when: is('setup', 'no') }),
        ],
      }),
    );
    expect(answerTo(advisor, 'Alpha 1 to Omega 9').text).to.include('by way of Alpha 2 and 3. [1]');
  });

  it('says on which target another way hangs, and asks for that', () => {
    const answer = corvane('Corvane Business Suite 2016 to Corvane Business Suite 2025');
    expect(answer.text).to.include('only if the target is Corvane Business Suite 2025 Standard');
    expect(answer.question?.fact).to.equal('target');
  });
});

describe('a component', () => {
  it('with one statement is answered by it, said once', () => {
    const { text } = millrace('is Nightly Mailer supported in 9.0?');
    expect(text).to.match(
      /^Nightly Mailer was removed in Millrace Build Server 9.0 and is not supported there\. \[/,
    );
    expect(times(text, 'Nightly Mailer')).to.equal(1);
  });

  it('that is its own example in an open set is not told of twice', () => {
    expect(times(millrace('Badge Maker on 8.6').text, 'cannot be installed')).to.equal(1);
  });

  it('says the upgrade that its statement is about before the condition, not in front of it', () => {
    const { text } = answerTo(realAdvisor(), 'does fax still work?');
    expect(text).to.match(/^Fax Service: it depends\. This is said of the upgrade from .* \[32\]\n- Only if/);
  });
});

describe('a condition', () => {
  it('that holds at several steps of a route is said once', () => {
    const { text } = millrace('Local Artifacts when upgrading 6.4 to 9.0');
    expect(times(text, 'runs in cluster mode')).to.equal(1);
  });
});

describe('another way asked for by its own words', () => {
  it('is said once, whatever the number of releases that it is for', () => {
    const { text } = corvane('how do I get back to the earlier release?');
    expect(times(text, 'restore the full backup')).to.equal(1);
  });
});

describe('silence', () => {
  it('on the way back shows what is said of the way there, and where to ask', () => {
    const answer = answerTo(realAdvisor(), 'upgrade Windows Server 2003 to BackOffice Server 4.5');
    expect(answer.verdict).to.equal('not-covered');
    expect(answer.nearest.map(({ text }) => text).join()).to.include('upgrading from BackOffice Server 4.5');
    expect(answer.references).not.to.deep.equal([]);
  });

  it('on a component that is not named names those that are', () => {
    const answer = answerTo(realAdvisor(), 'does Exchange work on Windows Server 2003');
    expect(answer.verdict).to.equal('not-covered');
    expect(answer.nearest.map(({ text }) => text).join()).to.include('Site Server');
    expect(answer.references).not.to.deep.equal([]);
  });

  it('quotes a row of a table by its heads and cells, and keeps it as it stands in the citation', () => {
    const { nearest, citations, text } = millrace('upgrade Millrace Build Server 9.0 to 8.6');
    expect(nearest.map((one) => one.text)).to.deep.equal(['A row of a table: From 8.6, To 9.0.']);
    expect(text).not.to.include('|');
    expect(citations[nearest[0]?.citations[0] ?? -1]?.quote).to.match(/^\| 8\.6 +\| 9\.0 +\|/);
  });
});

describe('the source', () => {
  const editionOf = (edition: string) => {
    const built = pack({
      families: { alpha: ['1'], omega: ['9'] },
      rules: [upgrade({ from: 'alpha-1', to: 'omega-9' })],
    });
    const sources = built.sources.map((source) => ({ ...source, edition }));
    return answerTo(advisorOn({ ...built, sources }), 'Alpha 1 to Omega 9')
      .text.split('\n')
      .at(-1);
  };

  it('has its edition, the word said once', () => {
    expect(editionOf('2031-05')).to.equal('Source: readme.txt, edition 2031-05');
    expect(editionOf('Edition 4')).to.equal('Source: readme.txt, Edition 4');
    expect(editionOf('3rd edition, 2025-09')).to.equal('Source: readme.txt, 3rd edition, 2025-09');
  });
});

describe('products that are listed', () => {
  const answer = millrace('which versions can be upgraded to 9.0?');

  it('have each its own facts and path', () => {
    expect(answer.verdict).to.equal('list');
    const routes = answer.parts.filter(({ path }) => path.length > 0);
    expect(routes.map(({ path }) => path[0])).to.deep.equal(routes.map(({ facts }) => facts['installed']));
    expect(routes).to.have.length.greaterThan(4);
  });

  it('leave the facts at the top as they were told', () => {
    expect(answer.facts['installed']).not.to.equal(answer.parts[0]?.facts['installed']);
  });
});
