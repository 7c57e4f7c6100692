import { expect } from 'chai';
import { consultationJson, foldState } from '../../../src/core/index.ts';
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

/** The messages of a long conversation, in which facts change again and again and questions are asked. */
const CHANGING = [
  'BackOffice Server',
  '4.0',
  'Small Business Server',
  'it is 4.5',
  'does Fax Service still work?',
];

describe('a very long conversation', () => {
  /** Where it stood after each message. */
  const talks: Talk[] = [say('BackOffice Server 4.5 to Windows Server 2003')];
  for (let i = 0; i < 300; i++)
    talks.push(talk(realAdvisor(), [CHANGING[i % CHANGING.length] ?? ''], talks.at(-1)));
  const long = talks.at(-1) ?? say(SAID_40);
  const size = ({ consultation }: Talk) => Buffer.byteLength(consultationJson(consultation));
  const buttonOf = ({ reply: { question } }: Talk, choice: string) => {
    return { question: question?.number ?? 0, fact: question?.fact ?? '', choice };
  };
  const asking = talks.filter(({ reply: { question } }, i) => {
    return question !== undefined && question.number !== talks[i - 1]?.reply.question?.number;
  });

  it('does not grow', () => {
    expect(Math.max(...talks.map(size))).to.be.below(4096);
    expect(Math.max(...talks.slice(250).map(size))).to.be.at.most(
      Math.max(...talks.slice(0, 150).map(size)) + 50,
    );
  });

  it('goes back over at least 20 answers, each time to what was known then, and then says that it cannot', () => {
    const known = talks.map(({ consultation }) => JSON.stringify(foldState(consultation).facts));
    const different = known.filter((facts, i) => facts !== known[i - 1]);
    let talked = long;
    let steps = 0;
    for (; !talked.reply.text.includes('cannot go back any further'); steps++) {
      expect(steps).to.be.below(100);
      expect(JSON.stringify(foldState(talked.consultation).facts)).to.equal(different.at(-1 - steps));
      talked = talk(realAdvisor(), ['back'], talked);
    }
    expect(steps).to.be.above(20);
    expect(talked.answer.kind).to.equal('chat');
    expect(talked.reply.text).to.include('Nothing has changed.');
  });

  it('takes the buttons of its last 20 questions, "I don\'t know" included', () => {
    for (const from of asking.slice(-20))
      for (const { value, tells } of from.reply.question?.choices ?? []) {
        const { fact } = buttonOf(from, value);
        const pressed = pressOf(realAdvisor(), long, buttonOf(from, value));
        expect(foldState(pressed.consultation).facts[fact], value).to.deep.equal(tells);
      }
  });

  it('says of older buttons that they are too long ago, and changes nothing', () => {
    const older = asking.slice(0, -30);
    expect(older.length).to.be.above(50);
    for (const from of older) {
      const pressed = pressOf(
        realAdvisor(),
        long,
        buttonOf(from, from.reply.question?.choices[0]?.value ?? ''),
      );
      expect(pressed.reply.text).to.include('too long ago').and.include('Nothing has changed.');
      expect(base(pressed)).to.deep.equal(base(long));
    }
  });

  it('needs nothing from before a start over, and knows its buttons as those of an earlier conversation', () => {
    const over = talk(realAdvisor(), ['start over'], long);
    expect(size(over)).to.be.below(200);
    for (const from of [asking[0], asking.at(-1)]) {
      const pressed = pressOf(realAdvisor(), over, buttonOf(from ?? long, 'backoffice-server-4.0'));
      expect(pressed.reply.text).to.include('belongs to an earlier conversation');
      expect(foldState(pressed.consultation).facts).to.deep.equal({});
    }
    expect(talk(realAdvisor(), ['back'], over).reply.text).to.include('There is nothing to go back to.');
    expect(over.reply.question?.number).to.be.above(asking.at(-1)?.reply.question?.number ?? 0);
  });
});
