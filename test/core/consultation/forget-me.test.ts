import { expect } from 'chai';
import { advance, NEW_CONSULTATION, type AdvanceResult, type Message } from '../../../src/core/index.ts';
import { realAdvisor } from '../../support/real-advisor.ts';

const ANN = 'ann';
const BOB = 'bob';
const text = (said: string, speaker?: string): Message => {
  return { kind: 'text', text: said, ...(speaker === undefined ? {} : { speaker }) };
};

function hold(...messages: readonly Message[]): AdvanceResult {
  let advanced: AdvanceResult = { consultation: NEW_CONSULTATION, replies: [] };
  for (const message of messages) advanced = advance(realAdvisor(), advanced.consultation, message);
  return advanced;
}

const said = ({ replies }: AdvanceResult) => replies.map((reply) => reply.text).join('\n');
const ASKED = [text('BackOffice Server 4.0 to Windows Server 2003', ANN), text('forget me', ANN)];

describe('"forget me"', () => {
  for (const phrase of ['forget me', 'Delete my data!', 'please forget me', 'erase everything about me']) {
    it(`is understood as "${phrase}", and asked back`, () => {
      const asked = hold(text(phrase, ANN));
      expect(said(asked)).to.match(/^Delete everything that is kept about you\?/);
      expect(asked.forgets).to.equal(undefined);
    });
  }

  for (const yes of ['yes', '1', 'Yes please', 'yep']) {
    it(`forgets the person after "${yes}", and what was told`, () => {
      const forgotten = hold(...ASKED, text(yes, ANN));
      expect(forgotten.forgets).to.equal('person');
      expect(said(forgotten)).to.match(/^Everything that was kept about you is deleted/);
      expect(JSON.stringify(forgotten.consultation)).to.not.contain('backoffice');
      expect(forgotten.replies[0]?.answer.facts).to.deep.equal({});
    });
  }

  it('changes nothing after "no": the question before is asked again', () => {
    const kept = hold(...ASKED, text('no', ANN));
    expect(kept.forgets).to.equal(undefined);
    expect(said(kept)).to.match(/^Nothing is deleted\.\n\nWas BackOffice Server 4\.0 Setup used/);
    const answered = advance(realAdvisor(), kept.consultation, text('yes', ANN));
    expect(answered.replies[0]?.answer.facts['setup']).to.equal('yes');
  });

  it('is no answer to what another person says in the group', () => {
    const other = hold(...ASKED, text('yes', BOB));
    expect(other.forgets).to.equal(undefined);
    expect(said(other)).to.match(/^I am not asking anything/);
    expect(advance(realAdvisor(), other.consultation, text('yes', ANN)).forgets).to.equal('person');
  });

  it('is answered by its button, of the one who asked and while it is asked', () => {
    const { consultation, replies } = hold(...ASKED);
    const question = replies[0]?.question?.number ?? 0;
    const button = (speaker: string, number: number): Message => {
      return {
        kind: 'press',
        press: { kind: 'choice', question: number, fact: 'forget', choice: 'forget' },
        speaker,
      };
    };
    const forgets = (message: Message) => advance(realAdvisor(), consultation, message).forgets;
    expect(forgets(button(ANN, question))).to.equal('person');
    expect(forgets(button(BOB, question))).to.equal(undefined);
    expect(forgets(button(ANN, question - 1))).to.equal(undefined);
    expect(hold(button(ANN, 1)).forgets).to.equal(undefined);
  });

  for (const yes of ['yes', '1', 'Yes please', 'yes, thanks']) {
    it(`is not answered by a page that writes "${yes}" in the user's place: it is asked again`, () => {
      const byPage = { ...text(yes, ANN), writtenBy: 'page' } as const;
      const refused = hold(...ASKED, byPage);
      expect(refused.forgets).to.equal(undefined);
      expect(said(refused)).to.match(
        /^Nothing is deleted: a page wrote that.*Delete everything that is kept/su,
      );
      expect(advance(realAdvisor(), refused.consultation, text('yes', ANN)).forgets).to.equal('person');
    });
  }

  it('is not answered by a button that a page presses, and a page may say no', () => {
    const { consultation, replies } = hold(...ASKED);
    const question = replies[0]?.question?.number ?? 0;
    const press = { kind: 'choice', question, fact: 'forget', choice: 'forget' } as const;
    const by = (message: Message) => advance(realAdvisor(), consultation, { ...message, writtenBy: 'page' });
    expect(by({ kind: 'press', press, speaker: ANN }).forgets).to.equal(undefined);
    expect(said(by(text('no', ANN)))).to.match(/^Nothing is deleted\.\n/u);
  });

  it('may be asked by a page, whose other messages are answered like any', () => {
    expect(said(hold({ ...text('forget me', ANN), writtenBy: 'page' }))).to.match(/^Delete everything/u);
    const answered = hold(ASKED[0] ?? text(''), { ...text('yes', ANN), writtenBy: 'page' });
    expect(answered.replies[0]?.answer.facts['setup']).to.equal('yes');
  });

  it('makes older buttons of the conversation stale', () => {
    const forgotten = hold(...ASKED, text('yes', ANN));
    const next = advance(realAdvisor(), forgotten.consultation, text('BackOffice Server 4.0', ANN));
    expect(next.replies[0]?.question?.number).to.be.greaterThan(2);
  });

  it('may be followed by anything else, and is then not asked any more', () => {
    const other = hold(...ASKED, text('BackOffice Server 4.5', ANN));
    expect(other.replies[0]?.answer.verdict).to.equal('supported-with-issues');
    expect(other.replies[0]?.question?.fact).to.equal('formerly');
  });

  it('is told where nothing is kept that nothing is kept', () => {
    for (const said_ of ['forget me', 'what do you know about me?'])
      expect(said(hold(text(said_)))).to.equal(
        'Nothing is kept about you: this conversation is stored nowhere.',
      );
  });
});

describe('"what do you know about me?"', () => {
  it('is answered with what is kept and what was told', () => {
    const answer = said(hold(ASKED[0] ?? text(''), text('what do you know about me?', ANN)));
    expect(answer).to.contain('"forget me" deletes it');
    expect(answer).to.contain('Told so far: BackOffice Server 4.0');
  });
});
