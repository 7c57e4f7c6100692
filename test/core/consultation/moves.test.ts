import { expect } from 'chai';
import { foldState } from '../../../src/core/index.ts';
import { realAdvisor } from '../../support/real-advisor.ts';
import { press, pressOf, base, talk, type Talk } from '../conversation.ts';

const say = (...texts: readonly string[]) => talk(realAdvisor(), texts);
const SAID_40 = 'BackOffice Server 4.0 to Windows Server 2003';
const SAID_45 = 'BackOffice Server 4.5 to Windows Server 2003';

describe('an open question is answered', () => {
  for (const answer of ['1', '1.', '(1)', 'Yes', 'yes', 'YES!', 'it was used']) {
    it(`by "${answer}"`, () => {
      expect(say(SAID_40, answer).answer.facts['setup']).to.equal('yes');
    });
  }

  it('by its button', () => {
    expect(press(realAdvisor(), say(SAID_40), 'yes').answer.facts['setup']).to.equal('yes');
  });

  for (const answer of ["I don't know", 'not sure', 'dunno', '3']) {
    it(`with "${answer}", which is an answer`, () => {
      const { facts, question } = say(SAID_40, answer).answer;
      expect([facts['setup'], question]).to.deep.equal(['unknown', null]);
    });
  }
});

describe('an answer given earlier', () => {
  it('is replaced by what the user says instead', () => {
    expect(say(SAID_45, "no, it's 4.0").answer.facts['installed']).to.equal('backoffice-server-4.0');
  });

  it('is taken back by "change" and its button', () => {
    const changing = say(SAID_40, 'yes', 'change');
    const changed = press(realAdvisor(), changing, 'setup');
    expect(changed.answer.facts).not.to.have.property('setup');
    expect(changed.answer.question?.fact).to.equal('setup');
  });

  it('is changed by a button of its own earlier card, and the reply says so', () => {
    const asked = say(SAID_40);
    const answered = press(realAdvisor(), asked, 'yes');
    const changed = pressOf(realAdvisor(), answered, {
      question: asked.reply.question?.number ?? 0,
      fact: 'setup',
      choice: 'no',
    });
    expect(changed.answer.facts['setup']).to.equal('no');
    expect(changed.reply.text).to.match(/^Changed\./);
  });

  it('stays where the same button is pressed twice', () => {
    const asked = say(SAID_40);
    const once = press(realAdvisor(), asked, 'yes');
    const twice = pressOf(realAdvisor(), once, {
      question: asked.reply.question?.number ?? 0,
      fact: 'setup',
      choice: 'yes',
    });
    expect(base(twice)).to.deep.equal(base(once));
  });

  it('is not revived by a button of a conversation that was left behind', () => {
    const asked = say(SAID_40);
    const over = talk(realAdvisor(), ['start over'], asked);
    const stale = pressOf(realAdvisor(), over, {
      question: asked.reply.question?.number ?? 0,
      fact: 'setup',
      choice: 'yes',
    });
    expect(foldState(stale.consultation).facts).to.deep.equal({});
    expect(stale.answer.kind).to.equal('chat');
  });
});

describe('what is no answer', () => {
  for (const text of [
    '',
    '   ',
    'asdf',
    '🦆',
    'you are useless',
    'x'.repeat(8000),
    'x '.repeat(20_000),
    'help',
    'why do you ask?',
    'thanks',
    'hello',
    'show the source',
    'plain text',
  ]) {
    it(`loses nothing and keeps the question open: "${text.slice(0, 20)}"`, () => {
      const before = say(SAID_40);
      const after = talk(realAdvisor(), [text], before);
      expect(base(after)).to.deep.equal(base(before));
      expect(after.reply.question?.fact).to.equal('setup');
    });
  }

  it('is a quick question: it is answered and the consultation stays where it was', () => {
    const before = say('BackOffice Server to Windows Server 2003');
    const after = talk(realAdvisor(), ['is Site Server supported?'], before);
    expect(after.answer.verdict).to.equal('component');
    expect(after.reply.question?.fact).to.equal('installed');
  });
});

describe('start over', () => {
  it('forgets every fact and asks from the beginning', () => {
    const { consultation, answer } = say(SAID_40, 'yes', 'start over');
    expect(foldState(consultation).facts).to.deep.equal({});
    expect(answer.question?.fact).to.equal('installed');
  });

  it('cannot be undone', () => {
    expect(foldState(say(SAID_40, 'start over', 'back').consultation).facts).to.deep.equal({});
  });
});

describe('why do you ask', () => {
  it('gives the reason with the lines that it rests on', () => {
    expect(say(SAID_45, 'why do you ask?').reply.text).to.match(/Fax Service.*\[32\]/);
  });
});

describe('show the source', () => {
  it('shows the quoted lines, marked, with their neighbours', () => {
    const { text } = say('Small Business Server 4.5 to Windows Server 2003', 'show the source').reply;
    expect(text).to.match(/^> *5 {2}A direct upgrade of Small Business Server 4\.0/m);
    expect(text).to.match(/^ {2} *3 {2}SMALL BUSINESS SERVER/m);
  });
});

/** A conversation of so many messages, in which facts change again and again. */
function longTalk(messages: number): Talk {
  let talked = say(SAID_40);
  for (let i = 0; i < messages; i++) {
    talked = talk(realAdvisor(), [i % 2 === 0 ? 'BackOffice Server 4.5' : 'BackOffice Server 4.0'], talked);
  }
  return talked;
}

describe('a very long conversation', () => {
  const long = longTalk(500);

  it('does not grow for ever', () => {
    expect(long.consultation.moves.length).to.be.at.most(420);
  });

  it('goes back step by step as far as it was kept, and then says that there is nothing more', () => {
    let talked = long;
    for (let i = 0; i < 500; i++) {
      talked = talk(realAdvisor(), ['back'], talked);
      expect(talked.answer.facts, `after ${String(i + 1)} times back`).to.have.property('installed');
    }
    expect(talked.answer.kind).to.equal('chat');
  });
});
