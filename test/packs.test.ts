import { expect } from 'chai';
import {
  checkStarters,
  formatIssue,
  coverageOf,
  playCase,
  loadDialogs,
  loadLibrary,
  runCase,
} from '../src/content/index.ts';
import type { Case, LoadedPack } from '../src/content/index.ts';
import { createAdvisor, nonEmpty } from '../src/core/index.ts';
import type { Advisor } from '../src/core/index.ts';
import { falseAssertions } from './packs/false-assertions.ts';

// The owners' questions of the shipped pack and of two packs of invented vendors that nothing in src knows.

const libraries = [loadLibrary('knowledge'), loadLibrary('test/packs')];
const packs = libraries.flatMap((library) => library.packs);

describe('Packs', () => {
  it('load without an issue', () => {
    expect(libraries.flatMap(({ issues }) => issues.map(formatIssue))).to.deep.equal([]);
    expect(packs).to.have.length.greaterThan(2);
  });

  it('account for every line of their texts', () => {
    for (const { knowledge } of packs) expect(coverageOf(knowledge).open, knowledge.id).to.equal(0);
  });

  it('suggest only questions that lead to an answer or to a question of ours', () => {
    expect(packs.filter(({ starters }) => starters.length > 0)).to.have.length.of.at.least(2);
    expect(
      packs.flatMap((pack) => checkStarters(advisorOn(pack), pack.starters).map(formatIssue)),
    ).to.deep.equal([]);
  });

  it('have at least 200 questions, and each invented vendor 70', () => {
    expect(packs.flatMap(({ cases }) => cases)).to.have.length.of.at.least(200);
    for (const { cases, knowledge } of libraries[1]?.packs ?? [])
      expect(cases, knowledge.id).to.have.length.of.at.least(70);
  });

  it('are answered as expected in 97 of 100 cases', () => {
    const cases = packs.flatMap((pack) => pack.cases.map((each) => ({ pack, each })));
    const failed = cases.filter(({ pack, each }) => runCase(advisorOn(pack), each).length > 0);
    const names = failed.map(({ each }) => each.id).join(', ');
    const share = 1 - failed.length / cases.length;
    expect(share, `${String(failed.length)} of ${String(cases.length)} are not: ${names}`).to.be.at.least(
      0.97,
    );
  });

  it('never have a false assertion in an answer', () => {
    const found = packs.flatMap((pack) => pack.cases.flatMap((each) => falselyAsserted(pack, each)));
    expect(found, `${String(found.length)} false assertions`).to.deep.equal([]);
  });

  it('never answer for the product of another pack', () => {
    const all = advisorOf(packs);
    const found = packs.flatMap(({ knowledge, cases }) =>
      cases.flatMap((each) => {
        // Whose product it is, the words alone must tell.
        const answer = playCase(all, { ...each, pack: undefined })[0]?.reply?.answer;
        const strange = answer?.kind === 'answer' && answer.pack !== knowledge.id;
        return strange
          ? [`${each.place}: ${each.id}: ${answer.verdict} from ${answer.pack ?? 'no pack'}`]
          : [];
      }),
    );
    expect(found).to.deep.equal([]);
  });

  for (const pack of packs) {
    describe(pack.knowledge.title, () => {
      for (const each of pack.cases) {
        it(`${each.id}: ${titleOf(each)}`, () => {
          const failures = runCase(advisorOn(pack), each);
          expect(failures.map(({ place, said, problem }) => `${place}: "${said}": ${problem}`)).to.deep.equal(
            [],
          );
        });
      }
    });
  }
});

const advisors = new Map<LoadedPack, Advisor>();

/** The advisor of one pack alone, as `waymark check` asks its cases. */
function advisorOn(pack: LoadedPack): Advisor {
  const known = advisors.get(pack) ?? advisorOf([pack]);
  advisors.set(pack, known);
  return known;
}

function advisorOf(loaded: readonly LoadedPack[]): Advisor {
  const { dialogs } = loadDialogs('dialogs');
  const knowledge = nonEmpty(loaded.map((pack) => pack.knowledge));
  const advisor =
    dialogs === undefined || knowledge === undefined ? undefined : createAdvisor(knowledge, dialogs, 'en');
  if (advisor === undefined) throw new Error('the packs or the dialogs do not load; see waymark check');
  return advisor;
}

function falselyAsserted(pack: LoadedPack, each: Case): readonly string[] {
  return playCase(advisorOn(pack), each).flatMap(({ turn, reply }) =>
    reply === undefined
      ? []
      : falseAssertions(pack.knowledge, turn.expect, reply).map(
          (wrong) => `${turn.place}: ${each.id}: ${wrong}`,
        ),
  );
}

function titleOf({ title, turns }: Case): string {
  const said = turns.map((turn) => (turn.kind === 'user' ? turn.text : turn.label)).join(' / ');
  const whole = title ?? said.replace(/\s+/gu, ' ');
  return whole.length > 90 ? `${whole.slice(0, 89)}…` : whole;
}
