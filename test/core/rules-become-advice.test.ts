import { expect } from 'chai';
import type { Answer } from '../../src/contract/index.ts';
import { realAdvisor } from '../support/real-advisor.ts';
import { fact, is, pack, within } from './builders.ts';
import { advisorOn, answerTo, press, talk } from './conversation.ts';
import { alternative, component, reference, refusal, requirement, upgrade } from './rule-builders.ts';

// "How rules become advice" in docs/design.md, point by point.

const real = (...texts: readonly string[]) => talk(realAdvisor(), texts).answer;
const issuesOf = (answer: Answer) =>
  answer.hops.flatMap((hop) => hop.issues.map(({ id, certainty }) => `${id} ${certainty}`));
const citedLines = (answer: Answer) => answer.citations.map(({ lines }) => lines[0]);

describe('1. a rule of a hop is evaluated with what is installed there', () => {
  const facts = [fact({ id: 'setup' })];
  const families = { alpha: ['1', '2'], omega: ['9'] };
  const route = upgrade({ from: 'alpha-1', to: 'omega-9', via: ['alpha-2'] });

  it('so that a condition on what is installed holds at its own hop only', () => {
    const mailer = component({ name: 'mailer', to: 'omega-9', when: is('installed', 'alpha-2') });
    const printer = component({ name: 'printer', to: 'omega-9', when: is('installed', 'alpha-1') });
    const advisor = advisorOn(pack({ families, rules: [route, mailer, printer] }));
    expect(issuesOf(answerTo(advisor, 'Alpha 1 to Omega 9'))).to.deep.equal(['rule-2 applies']);
  });

  it('while all other facts stay as they were told', () => {
    const mailer = component({ name: 'mailer', from: 'alpha-2', to: 'omega-9', when: is('setup', 'yes') });
    const advisor = advisorOn(pack({ families, facts, rules: [route, mailer] }));
    expect(issuesOf(answerTo(advisor, 'Alpha 1 to Omega 9', { setup: 'yes' }))).to.deep.equal([
      'rule-2 applies',
    ]);
    expect(issuesOf(answerTo(advisor, 'Alpha 1 to Omega 9', { setup: 'no' }))).to.deep.equal([]);
  });

  it('so that a route carries the issues and requirements of each of its hops', () => {
    const early = component({ name: 'mailer', to: 'alpha-2' });
    const late = component({ name: 'printer', to: 'omega-9' });
    const advisor = advisorOn(
      pack({ families, rules: [route, early, late, requirement({ to: 'omega-9' })] }),
    );
    const { hops } = answerTo(advisor, 'Alpha 1 to Omega 9');
    expect(hops.map((hop) => hop.issues.map(({ id }) => id))).to.deep.equal([['rule-2'], ['rule-3']]);
    expect(hops.map((hop) => hop.requirements.map(({ id }) => id))).to.deep.equal([[], ['rule-4']]);
  });
});

describe('2. a route is used only if one rule states it', () => {
  const families = { alpha: ['1', '2', '3'], omega: ['9'] };
  const chain = [upgrade({ from: 'alpha-1', to: 'alpha-2' }), upgrade({ from: 'alpha-2', to: 'omega-9' })];
  const stated = upgrade({ from: 'alpha-1', to: 'omega-9', via: ['alpha-2', 'alpha-3'] });

  it('and two rules on single hops do not make one', () => {
    const answer = answerTo(advisorOn(pack({ families, rules: chain })), 'Alpha 1 to Omega 9');
    expect(answer).to.deep.include({ kind: 'not-covered', verdict: 'not-covered', path: [] });
  });

  it('unless the pack says so, and then the answer says that it was put together', () => {
    const answer = answerTo(
      advisorOn(pack({ families, compose: ['alpha'], rules: chain })),
      'Alpha 1 to Omega 9',
    );
    expect(answer.path).to.deep.equal(['alpha-1', 'alpha-2', 'omega-9']);
    expect(answer.text).to.include('Put together from separate statements');
    expect(citedLines(answer)).to.deep.equal([1, 2]);
  });

  it('of every family on the way, that of the start included', () => {
    const rules = [upgrade({ from: 'beta-1', to: 'alpha-2' }), upgrade({ from: 'alpha-2', to: 'omega-9' })];
    const answerWhere = (compose: readonly string[]) =>
      answerTo(
        advisorOn(pack({ families: { ...families, beta: ['1'] }, compose, rules })),
        'Beta 1 to Omega 9',
      );
    expect(answerWhere(['alpha', 'beta']).path).to.deep.equal(['beta-1', 'alpha-2', 'omega-9']);
    expect(answerWhere(['alpha']).verdict).to.equal('not-covered');
    expect(answerWhere(['beta']).verdict).to.equal('not-covered');
  });

  it('and a stated route is never said to be put together', () => {
    const answer = answerTo(
      advisorOn(pack({ families, compose: ['alpha'], rules: [stated] })),
      'Alpha 1 to Omega 9',
    );
    expect(answer.path).to.deep.equal(['alpha-1', 'alpha-2', 'alpha-3', 'omega-9']);
    expect(answer.text).not.to.include('Put together');
  });

  it('and each of its hops, asked alone, is supported by implication and cites the route', () => {
    const advisor = advisorOn(pack({ families, rules: [stated] }));
    for (const hop of ['Alpha 1 to Alpha 2', 'Alpha 2 to Alpha 3', 'Alpha 3 to Omega 9']) {
      const answer = answerTo(advisor, hop);
      expect(answer.verdict, hop).to.equal('supported');
      expect(
        answer.hops.map(({ basis }) => basis),
        hop,
      ).to.deep.equal(['implied']);
      expect(citedLines(answer), hop).to.deep.equal([1]);
    }
  });

  it('and nothing but its own hops: two stops further on is not covered', () => {
    const answer = answerTo(advisorOn(pack({ families, rules: [stated] })), 'Alpha 2 to Omega 9');
    expect(answer.verdict).to.equal('not-covered');
  });

  it('as with BackOffice Server 2.5 to 4.5, which only the route to Windows Server 2003 speaks of', () => {
    const answer = real('BackOffice Server 2.5 to BackOffice Server 4.5');
    expect(answer.verdict).to.equal('supported');
    expect(answer.hops[0]).to.deep.include({ basis: 'implied' });
    expect(citedLines(answer)).to.deep.equal([18]);
  });
});

describe('3. another way is never a hop', () => {
  const families = { alpha: ['1'], omega: ['9'] };
  const hop = { from: 'alpha-1', to: 'omega-9' };
  const facts = [fact({ id: 'setup' })];
  const way = alternative({ ...hop, when: is('setup', 'yes') });
  const mailer = component({ name: 'mailer', to: 'omega-9' });
  const advisor = advisorOn(pack({ families, facts, rules: [refusal(hop), way, mailer] }));

  it('and does not change the verdict, the path or the hops, whether it applies or not', () => {
    for (const setup of ['yes', 'no', 'unknown']) {
      const answer = answerTo(advisor, 'Alpha 1 to Omega 9', { setup });
      expect(answer, setup).to.deep.include({ verdict: 'not-supported', path: [], hops: [] });
    }
  });

  it('and is conditional until its condition is told, shown where it holds, left out where it fails', () => {
    const certainties = (facts: Record<string, string>) =>
      answerTo(advisor, 'Alpha 1 to Omega 9', facts).alternatives.map(({ certainty }) => certainty);
    expect([certainties({}), certainties({ setup: 'yes' }), certainties({ setup: 'no' })]).to.deep.equal([
      ['depends'],
      ['applies'],
      [],
    ]);
  });

  it('and makes no verdict on its own', () => {
    const beside = upgrade({ from: 'beta-1', to: 'omega-9' });
    const alone = advisorOn(
      pack({ families: { ...families, beta: ['1'] }, rules: [alternative(hop), beside] }),
    );
    expect(answerTo(alone, 'Alpha 1 to Omega 9').verdict).to.equal('not-covered');
  });

  it('and does not say what the text leaves unsaid of its outcome', () => {
    const answer = real('BackOffice Server 4.0 to Windows Server 2003', 'yes');
    expect(answer.alternatives).to.have.length(1);
    expect(answer.alternatives[0]).to.deep.include({ certainty: 'applies', condition: '' });
    expect(answer.text).to.include('The readme does not say which of the issues above remain then.');
  });
});

describe('4. the history is not asked before the answer', () => {
  const fax = (certainty: string) => `fax-service ${certainty}`;

  it('and on BackOffice Server 4.5 it is the question attached to the answer', () => {
    const answer = real('BackOffice Server 4.5 to Windows Server 2003');
    expect(answer).to.deep.include({ kind: 'answer', verdict: 'supported-with-issues' });
    expect(answer.question?.fact).to.equal('formerly');
    expect(issuesOf(answer)).to.include(fax('depends'));
  });

  for (const version of ['2.5', '4.0']) {
    const from = `BackOffice Server ${version}`;

    it(`and on ${from} it is not asked about, and Fax Service is conditional`, () => {
      const answer = real(`${from} to Windows Server 2003`);
      expect(answer.question?.fact).not.to.equal('formerly');
      expect(issuesOf(answer)).to.include(fax('depends'));
    });

    it(`and on ${from} that was Small Business Server, Fax Service is an issue`, () => {
      const answer = real(`${from}, originally Small Business Server 4.5, to Windows Server 2003`);
      expect(issuesOf(answer)).to.include(fax('applies'));
    });

    it(`and on ${from} that was never Small Business Server, Fax Service is left out`, () => {
      const answer = real(`${from}, never Small Business Server, to Windows Server 2003`);
      expect(issuesOf(answer).join()).not.to.include('fax-service');
      expect(answer.text).not.to.match(/fax/i);
    });
  }

  it('and after "no" on 4.5 nothing is said about fax, neither good nor bad', () => {
    const answer = real('BackOffice Server 4.5 to Windows Server 2003', 'no');
    expect(answer.text).not.to.match(/fax/i);
    expect(answer.question).to.equal(null);
  });

  it('and after "I don\'t know" it is not asked again', () => {
    const answer = real('BackOffice Server 4.5 to Windows Server 2003', "I don't know");
    expect(answer.question).to.equal(null);
    expect(issuesOf(answer)).to.include(fax('depends'));
  });
});

describe('5. several candidates', () => {
  it('with equal advice are answered at once, and each is named', () => {
    const answer = real('Small Business Server to Windows Server 2003');
    expect(answer).to.deep.include({ verdict: 'not-supported', question: null });
    expect(answer.text).to.include('Small Business Server 4.0 or 4.5');
  });

  it('with different advice are asked about, and nothing is said before', () => {
    const answer = real('BackOffice Server to Windows Server 2003');
    expect(answer).to.deep.include({ kind: 'question', verdict: 'clarify', citations: [], hops: [] });
    expect(answer.question?.choices.map(({ value }) => value)).to.include.members([
      'backoffice-server-2.5',
      'backoffice-server-4.0',
      'backoffice-server-4.5',
    ]);
  });

  it('with equal advice share a button', () => {
    const families = { alpha: ['1', '2', '3'], omega: ['9'] };
    const rules = [
      upgrade({ from: ['alpha-1', 'alpha-2'], to: 'omega-9' }),
      refusal({ from: 'alpha-3', to: 'omega-9' }),
    ];
    const advisor = advisorOn(pack({ families, rules }));
    const asked = talk(advisor, ['Alpha to Omega 9']);
    expect(asked.answer.question?.choices.map(({ label }) => label)).to.include('1 or 2');
    const { answer } = press(advisor, asked, 'alpha-1,alpha-2');
    expect(answer.verdict).to.equal('supported');
    expect(answer.text).to.include('Alpha 1 or 2 to Omega 9');
  });

  it('are compared by their advice, not by the lines that say it', () => {
    const families = { alpha: ['1', '2'], omega: ['9'] };
    const rules = [upgrade({ from: 'alpha-1', to: 'omega-9' }), upgrade({ from: 'alpha-2', to: 'omega-9' })];
    const answer = answerTo(advisorOn(pack({ families, rules })), 'Alpha to Omega 9');
    expect(answer.verdict).to.equal('supported');
    expect(citedLines(answer)).to.deep.equal([1, 2]);
  });

  it('that the user cannot tell apart are listed, each with its own advice', () => {
    const answer = real('BackOffice Server to Windows Server 2003', "I don't know");
    expect(answer.verdict).to.equal('list');
    expect(answer.parts.map(({ path }) => path.join(' '))).to.deep.equal([
      'backoffice-server-2.5 backoffice-server-4.5 windows-server-2003',
      'backoffice-server-4.0 backoffice-server-4.5 windows-server-2003',
      'backoffice-server-4.5 windows-server-2003',
    ]);
  });

  it('for which a choice stands are answered together: yes means 4.0 or 4.5', () => {
    const families = { alpha: ['1'], beta: ['1', '2'], omega: ['9'] };
    const facts = [fact({ id: 'formerly', role: 'formerly', means: { yes: ['beta-1', 'beta-2'] } })];
    const hop = { from: 'alpha-1', to: 'omega-9' };
    const mailer = component({ name: 'mailer', ...hop, when: within('formerly', 'beta-1', 'beta-2') });
    const answer = answerTo(
      advisorOn(pack({ families, facts, rules: [upgrade(hop), mailer] })),
      'Alpha 1 to Omega 9',
      {
        formerly: 'yes',
      },
    );
    expect(issuesOf(answer)).to.deep.equal(['rule-2 applies']);
  });
});

describe('6. a release that the readme does not name', () => {
  for (const said of ['R2', 'Enterprise', 'Datacenter', 'Standard', 'x64']) {
    it(`such as Windows Server 2003 ${said} is not covered, and the nearest is shown as such`, () => {
      const answer = real(`BackOffice Server 4.5 to Windows Server 2003 ${said}`);
      expect(answer).to.deep.include({ kind: 'not-covered', verdict: 'not-covered', path: [], hops: [] });
      expect(answer.facts['target']).to.equal('other');
      expect(answer.nearest).not.to.deep.equal([]);
    });
  }

  for (const said of ['SP1', 'SP 2', 'Service Pack 1', 'service pack 3']) {
    it(`by its ${said} is answered for the release, and the answer says so`, () => {
      const answer = real(`BackOffice Server 4.5 ${said} to Windows Server 2003`);
      expect(answer).to.deep.include({ kind: 'answer', verdict: 'supported-with-issues' });
      expect(answer.text).to.include('the readme names no service pack');
    });
  }

  it('falls into a release line only where the pack says so', () => {
    const families = { alpha: ['5.7', '6'], omega: ['9'] };
    const rules = [
      upgrade({ from: 'alpha-5.7', to: 'omega-9' }),
      refusal({ from: 'alpha-6', to: 'omega-9' }),
    ];
    const advisor = advisorOn(pack({ families, matches: { 'alpha-5.7': '5.7.x' }, rules }));
    expect(answerTo(advisor, 'Alpha 5.7.31 to Omega 9').verdict).to.equal('supported');
    expect(answerTo(advisor, 'Alpha 6.1 to Omega 9').verdict).to.equal('not-covered');
    expect(answerTo(advisor, 'Alpha 5.70 to Omega 9').verdict).to.equal('not-covered');
  });
});

describe('7. a component question', () => {
  it('is answered on the route of the product that was told', () => {
    const answer = real('BackOffice Server 2.5 to Windows Server 2003', 'is Site Server supported?');
    expect(answer).to.deep.include({ kind: 'answer', verdict: 'component' });
    expect(citedLines(answer)).to.deep.equal([30]);
    expect(answer.text).to.include('from BackOffice Server 4.5 to Windows Server 2003');
  });

  it('is answered for the hop that the rule is about where no product was told, and says so', () => {
    const answer = real('is Site Server supported?');
    expect(answer.verdict).to.equal('component');
    expect(answer.text).to.include('BackOffice Server 4.5 to Windows Server 2003');
  });

  it('is not covered for a product whose route the rule does not touch', () => {
    const answer = real('Small Business Server 4.5 to Windows Server 2003', 'is Site Server supported?');
    expect(answer.verdict).to.equal('not-covered');
    expect(answer.text).to.include('Do not take this as a yes');
  });

  it('is not covered for a member of an open set that is not named, with the sentence as the nearest', () => {
    const answer = real('is the Commerce Add-on, which depends on Site Server, supported?');
    expect(answer.verdict).to.equal('not-covered');
    expect(answer.nearest.map(({ text }) => text).join()).to.include(
      'some components that depend upon Site Server',
    );
  });

  it('is answered for a named member of an open set', () => {
    expect(real('is the Intranet Starter Site supported?')).to.deep.include({ verdict: 'component' });
  });

  it('asks only what decides it, and keeps its condition until then', () => {
    const answer = real('does Fax Service still work?');
    expect(answer.question?.fact).to.equal('formerly');
    expect(real('is Site Server supported?').question).to.equal(null);
    expect(real('Web Administration').question).to.equal(null);
  });

  it('takes silence on any other history for neither yes nor no', () => {
    const answer = real('does Fax Service still work?', 'no');
    expect(answer.verdict).to.equal('not-covered');
    expect(answer.text).to.include('Do not take this as a yes');
  });
});

describe('8. a route that the user proposes', () => {
  it('and no rule states is not covered as a route, with what is said of its start and of such a history', () => {
    const answer = real('Small Business Server 4.0 to BackOffice Server 4.5 to Windows Server 2003');
    expect(answer).to.deep.include({ kind: 'not-covered', verdict: 'not-covered', path: [], hops: [] });
    const nearest = answer.nearest.flatMap(({ citations }) =>
      citations.map((i) => answer.citations[i]?.lines[0]),
    );
    expect(nearest).to.include.members([5, 32]);
  });

  it('and a rule states is that route', () => {
    const answer = real('BackOffice Server 2.5 to BackOffice Server 4.5 to Windows Server 2003');
    expect(answer.verdict).to.equal('supported-via');
  });

  it('backwards is none', () => {
    const answer = real('from BackOffice Server 4.5 via BackOffice Server 2.5 to Windows Server 2003');
    expect(answer.verdict).to.equal('not-covered');
  });
});

describe('9. references', () => {
  const families = { alpha: ['1'], beta: ['1'], omega: ['9'] };
  const rules = [
    refusal({ from: 'alpha-1', to: 'omega-9' }),
    upgrade({ from: 'beta-1', to: 'omega-9' }),
    reference({ families: ['alpha'], topic: 'More on Alpha', attach: ['not-supported'] }),
    reference({ families: ['alpha'], topic: 'Support', attach: ['not-supported'] }),
    reference({ families: ['beta'], topic: 'More on Beta', url: 'http://vendor.example/beta' }),
    reference({
      families: ['alpha'],
      topic: 'On request',
      url: 'http://vendor.example/ask',
      attach: ['on-request'],
    }),
  ];
  const advisor = advisorOn(pack({ families, rules }));

  it('come with the family and the outcome that they are for', () => {
    expect(answerTo(advisor, 'Alpha 1 to Omega 9').references.map(({ url }) => url)).to.deep.equal([
      'http://vendor.example/more',
    ]);
    expect(answerTo(advisor, 'Beta 1 to Omega 9').references).to.deep.equal([]);
    expect(answerTo(advisor, 'Beta 2 to Omega 9').references.map(({ url }) => url)).to.deep.equal([
      'http://vendor.example/beta',
    ]);
  });

  it('to the same place are given once, citing all their lines', () => {
    const answer = answerTo(advisor, 'Alpha 1 to Omega 9');
    const [only] = answer.references;
    expect(only?.citations.map((i) => answer.citations[i]?.lines[0])).to.deep.equal([3, 4]);
    expect(answer.text.split('http://vendor.example/more')).to.have.length(2);
  });

  it('are shown as printed, without the full stop of their sentence', () => {
    const answer = real('latest information on BackOffice Server');
    expect(answer.references.map(({ url }) => url)).to.deep.equal([
      'http://www.microsoft.com/isapi/redir.dll?prd=support&sbp=portal',
    ]);
    expect(answer.text).to.include('as printed in the readme');
  });
});
