import { expect } from 'chai';
import type { Answer } from '../../src/contract/index.ts';
import { realAdvisor } from '../support/real-advisor.ts';
import { answerTo, talk } from './conversation.ts';

// "What it must answer": the table of the first issue, row by row, on the shipped pack.

const WINDOWS = 'Windows Server 2003';
const LATEST = 'http://www.microsoft.com/isapi/redir.dll?prd=support&sbp=portal';
const REPRESENTATIVE = 'your local Microsoft representative';

const to2003 = (from: string) => answerTo(realAdvisor(), `${from} to ${WINDOWS}`);
const conversation = (...texts: readonly string[]) => talk(realAdvisor(), texts).answer;
const lines = (answer: Answer) => [...new Set(answer.citations.map((citation) => citation.lines[0]))];
const issues = (answer: Answer) =>
  Object.fromEntries(answer.hops.flatMap((hop) => hop.issues.map((i) => [i.id, i])));
const places = (answer: Answer) => answer.references.map(({ url, contact }) => url ?? contact);

/** What every answer on a server that reaches Windows Server 2003 by way of BackOffice Server 4.5 must have. */
function expectLastHop(answer: Answer): void {
  const last = answer.hops.at(-1);
  expect([last?.from, last?.to]).to.deep.equal(['backoffice-server-4.5', 'windows-server-2003']);
  expect(issues(answer)['site-server']).to.deep.include({
    status: 'cannot-be-installed',
    certainty: 'applies',
  });
  expect(issues(answer)['web-administration']).to.deep.include({
    status: 'not-supported',
    certainty: 'applies',
  });
  expect(answer.text).to.include('Intranet Starter Site');
  expect(lines(answer)).to.include.members([28, 30, 31]);
}

function expectFaxOnlyIf(answer: Answer): void {
  const fax = issues(answer)['fax-service'];
  expect(fax).to.deep.include({ status: 'no-longer-supported', certainty: 'depends' });
  expect(fax?.condition).to.include('originally Small Business Server 4.0 or 4.5');
  expect(answer.text).to.match(
    /Only if [^\n]*Small Business Server 4\.0 or 4\.5[^\n]*: Fax Service[^\n]*\[32\]/,
  );
  expect(lines(answer)).to.include(32);
}

for (const version of ['4.0', '4.5']) {
  describe(`Small Business Server ${version} to ${WINDOWS}`, () => {
    const answer = to2003(`Small Business Server ${version}`);

    it('is not supported directly, by line 5, and no route is invented', () => {
      expect(answer).to.deep.include({
        kind: 'answer',
        verdict: 'not-supported',
        path: [],
        hops: [],
        alternatives: [],
      });
      expect(lines(answer)).to.include(5);
      expect(answer.text).not.to.include('BackOffice');
    });

    it('points to the latest information and to the local representative', () => {
      expect(places(answer)).to.deep.equal([LATEST, REPRESENTATIVE]);
      expect(lines(answer)).to.include.members([7, 9]);
    });

    it('asks nothing', () => expect(answer.question).to.equal(null));
  });
}

describe(`BackOffice Server 2.5 to ${WINDOWS}`, () => {
  const answer = to2003('BackOffice Server 2.5');

  it('goes by way of 4.5, by line 18', () => {
    expect(answer).to.deep.include({ kind: 'answer', verdict: 'supported-via' });
    expect(answer.path).to.deep.equal([
      'backoffice-server-2.5',
      'backoffice-server-4.5',
      'windows-server-2003',
    ]);
    expect(lines(answer)).to.include(18);
  });

  it('has the issues of the second hop, Fax Service only as a condition', () => {
    expectLastHop(answer);
    expectFaxOnlyIf(answer);
    expect(answer.hops[0]?.issues).to.deep.equal([]);
  });

  it('has no other way and asks nothing', () => {
    expect(answer).to.deep.include({ alternatives: [], question: null });
  });
});

describe(`BackOffice Server 4.0 to ${WINDOWS}`, () => {
  const open = to2003('BackOffice Server 4.0');

  it('goes by way of 4.5, by line 22, with the issues of the second hop', () => {
    expect(open).to.deep.include({ kind: 'answer', verdict: 'supported-via' });
    expect(open.path).to.deep.equal([
      'backoffice-server-4.0',
      'backoffice-server-4.5',
      'windows-server-2003',
    ]);
    expectLastHop(open);
    expectFaxOnlyIf(open);
    expect(lines(open)).to.include.members([22, 24]);
  });

  it('has the other way under its condition, with the question on it attached', () => {
    expect(open.alternatives.map(({ certainty }) => certainty)).to.deep.equal(['depends']);
    expect(open.alternatives[0]?.condition).to.include('BackOffice Server 4.0 Setup was used');
    expect(open.question).to.deep.include({ fact: 'setup' });
    expect(open.question?.choices.map(({ value }) => value)).to.deep.equal(['yes', 'no', 'unknown']);
  });

  it('has it plainly after yes', () => {
    const yes = conversation(`BackOffice Server 4.0 to ${WINDOWS}`, 'yes');
    expect(yes.alternatives.map(({ certainty }) => certainty)).to.deep.equal(['applies']);
    expect(yes.question).to.equal(null);
    expect(yes.alternatives[0]?.steps.join(' ')).to.match(
      /Uninstall BackOffice Server 4\.0.*Windows Server 2003 Setup/,
    );
  });

  it('has it no more after no', () => {
    const no = conversation(`BackOffice Server 4.0 to ${WINDOWS}`, 'no');
    expect(no).to.deep.include({ verdict: 'supported-via', alternatives: [], question: null });
    expect(no.text).not.to.match(/uninstall/i);
  });

  it("keeps it under its condition after I don't know, and does not ask again", () => {
    const unknown = conversation(`BackOffice Server 4.0 to ${WINDOWS}`, "I don't know");
    expect(unknown.alternatives.map(({ certainty }) => certainty)).to.deep.equal(['depends']);
    expect(unknown.question).to.equal(null);
  });
});

for (const history of ['originally Small Business Server 4.0', 'originally Small Business Server 4.5']) {
  it(`BackOffice Server 4.5, ${history}: supported with issues, Fax Service among them`, () => {
    const answer = to2003(`BackOffice Server 4.5, ${history},`);
    expect(answer).to.deep.include({ kind: 'answer', verdict: 'supported-with-issues', question: null });
    expect(answer.hops.map(({ basis }) => basis)).to.deep.equal(['implied']);
    expectLastHop(answer);
    expect(issues(answer)['fax-service']).to.deep.include({
      status: 'no-longer-supported',
      certainty: 'applies',
    });
    expect(lines(answer)).to.include.members([28, 30, 31, 32]);
  });
}

describe(`BackOffice Server 4.5, never Small Business Server, to ${WINDOWS}`, () => {
  const answer = to2003('BackOffice Server 4.5, never Small Business Server,');

  it('is supported with issues, without Fax Service, of which nothing is claimed', () => {
    expect(answer).to.deep.include({ kind: 'answer', verdict: 'supported-with-issues', question: null });
    expectLastHop(answer);
    expect(Object.keys(issues(answer))).to.deep.equal(['site-server', 'web-administration']);
    expect(answer.text).not.to.match(/fax/i);
    expect(lines(answer)).not.to.include(32);
  });
});

describe(`BackOffice Server 4.5 with an untold history to ${WINDOWS}`, () => {
  const untold = to2003('BackOffice Server 4.5');

  it('is supported with issues, Fax Service with its condition, and the question attached', () => {
    expect(untold).to.deep.include({ kind: 'answer', verdict: 'supported-with-issues' });
    expect(untold.hops.map(({ basis }) => basis)).to.deep.equal(['implied']);
    expectLastHop(untold);
    expectFaxOnlyIf(untold);
    expect(untold.question).to.deep.include({ fact: 'formerly' });
  });

  it("is the same without the question after I don't know", () => {
    const unknown = conversation(`BackOffice Server 4.5 to ${WINDOWS}`, "I don't know");
    expect(unknown).to.deep.include({ verdict: 'supported-with-issues', question: null });
    expect(unknown.hops).to.deep.equal(untold.hops);
  });
});

/** Releases, products and targets that the readme does not name. */
const NEAR_MISSES = [
  ...['3.0', '4.6', '5.0', '2000', '4.55', '2.5.1', '1.0'].map((v) => `BackOffice Server ${v} to ${WINDOWS}`),
  `BackOffice 2000 to ${WINDOWS}`,
  `Small Business Server 2000 to ${WINDOWS}`,
  `Small Business Server 2003 to ${WINDOWS}`,
  `SBS 2000 to ${WINDOWS}`,
  `SBS 2003 to ${WINDOWS}`,
  `SBS 4.1 to ${WINDOWS}`,
  `BackOffice Small Business Server 5.0 to ${WINDOWS}`,
  'BackOffice Server 4.5 to Windows Server 2003 R2',
  'BackOffice Server 2.5 to Windows Server 2003 R2',
  'Small Business Server 4.5 to Windows Server 2003 R2',
  'BackOffice Server 4.5 to Windows Server 2008',
  'BackOffice Server 4.5 to Windows Server 2000',
  'BackOffice Server 4.5 to Windows 2000',
  'BackOffice Server 4.5 to Windows XP',
  'BackOffice Server 4.5 to Windows NT 4.0',
  'BackOffice Server 4.5 to Linux',
  `Windows NT 4.0 to ${WINDOWS}`,
  `Windows NT Server 4.0 to ${WINDOWS}`,
  `Windows 2000 to ${WINDOWS}`,
  `Exchange 5.5 to ${WINDOWS}`,
  `Exchange Server 5.5 to ${WINDOWS}`,
  `SQL Server 7.0 to ${WINDOWS}`,
  `Microsoft SQL Server 7.0 to ${WINDOWS}`,
  `Systems Management Server 2.0 to ${WINDOWS}`,
  `Proxy Server 2.0 to ${WINDOWS}`,
  'BackOffice Server 4.5 to Small Business Server 4.5',
  'Small Business Server 4.0 to Small Business Server 4.5',
];

describe('what the readme does not name', () => {
  for (const question of NEAR_MISSES) {
    it(`is not covered: ${question}`, () => {
      const answer = answerTo(realAdvisor(), question);
      expect(answer).to.deep.include({ kind: 'not-covered', verdict: 'not-covered' });
      expect(answer).to.deep.include({ path: [], hops: [], alternatives: [], question: null });
    });

    it(`gets nothing asserted, and only quotes beside what is said to be unsaid: ${question}`, () => {
      const { text } = answerTo(realAdvisor(), question);
      const unquoted = text.replace(/“[^”]*”/g, '');
      expect(text).to.match(/^The readme does not (?:say|speak|give)/);
      expect(unquoted).not.to.match(
        /(?:not |no longer |is )supported|cannot be installed|Site Server|Upgrade to/,
      );
    });
  }

  it('does not make a service pack of a named release another product', () => {
    const answer = to2003('BackOffice Server 4.5 SP1');
    expect(answer).to.deep.include({ kind: 'answer', verdict: 'supported-with-issues' });
    expect(answer.text).to.include('the readme names no service pack');
  });
});

describe('Small Business Server 4.0 by way of BackOffice Server 4.5 as a route', () => {
  for (const text of [
    `Small Business Server 4.0 to BackOffice Server 4.5 to ${WINDOWS}`,
    `from Small Business Server 4.0 via BackOffice Server 4.5 to ${WINDOWS}`,
    `Small Business Server 4.0 -> BackOffice Server 4.5 -> ${WINDOWS}`,
  ]) {
    it(`is not covered, with lines 5 and 32 as the nearest: ${text}`, () => {
      const answer = answerTo(realAdvisor(), text);
      expect(answer).to.deep.include({ kind: 'not-covered', verdict: 'not-covered', path: [], hops: [] });
      const nearest = answer.nearest.flatMap(({ citations }) =>
        citations.map((i) => answer.citations[i]?.lines[0]),
      );
      expect(nearest).to.include.members([5, 32]);
    });
  }
});

describe('a question on a component', () => {
  const COMPONENTS: readonly (readonly [string, number, string | null])[] = [
    ['is Site Server supported?', 30, null],
    ['Web Administration', 31, null],
    ['does Fax Service still work?', 32, 'formerly'],
  ];
  for (const [text, line, asks] of COMPONENTS) {
    it(`is answered by line ${String(line)}: ${text}`, () => {
      const answer = answerTo(realAdvisor(), text);
      expect(answer).to.deep.include({ kind: 'answer', verdict: 'component' });
      expect(lines(answer)).to.deep.equal([line]);
      expect(answer.question?.fact ?? null).to.equal(asks);
    });
  }
});

describe('a question on where to look', () => {
  const REFERENCES: readonly (readonly [string, readonly string[], readonly number[]])[] = [
    ['product page of Small Business Server', ['http://www.microsoft.com/smallbusiness'], [37]],
    ['product page of BackOffice Server', ['http://www.microsoft.com/backoffice'], [39]],
    [
      'product pages',
      ['http://www.microsoft.com/smallbusiness', 'http://www.microsoft.com/backoffice'],
      [37, 39],
    ],
    ['latest information on Small Business Server', [LATEST], [7]],
    ['latest information on BackOffice Server', [LATEST], [12]],
    ['where is the latest information?', [LATEST], [7, 12]],
    ['international versions of Small Business Server', [REPRESENTATIVE], [9]],
    ['international versions of BackOffice Server', [REPRESENTATIVE], [14]],
  ];
  for (const [text, where, cited] of REFERENCES) {
    it(`points to ${where.join(' and ')}: ${text}`, () => {
      const answer = answerTo(realAdvisor(), text);
      expect(answer).to.deep.include({ kind: 'answer', verdict: 'reference' });
      expect(places(answer)).to.deep.equal(where);
      expect(lines(answer)).to.deep.equal(cited);
      for (const place of where) expect(answer.text).to.include(place);
    });
  }
});
