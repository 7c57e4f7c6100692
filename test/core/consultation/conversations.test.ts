import { expect } from 'chai';
import fc from 'fast-check';
import {
  advance,
  consultationJson,
  foldState,
  NEW_CONSULTATION,
  type Consultation,
  type Message,
} from '../../../src/core/index.ts';
import { realAdvisor } from '../../support/real-advisor.ts';
import { packs } from '../arbitraries.ts';
import { advisorOn, send, base, talk, type Talk } from '../conversation.ts';
import { typed } from '../questions-asked.ts';
import { sized } from '../../support/test-size.ts';
import { propertyRuns } from '../../support/property-runs.ts';

/** A message as a test can make it up beforehand: a text, a button of the open question, or one of an earlier card. */
type Said =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly nth: number }
  | { readonly kind: 'stale'; readonly question: number; readonly fact: string; readonly choice: string };

const buttons = fc.nat({ max: 5 }).map((nth): Said => ({ kind: 'button', nth }));
const texts = typed.map((text): Said => ({ kind: 'text', text }));
const stale = fc
  .record({
    question: fc.integer({ min: -1, max: 12 }),
    fact: fc.constantFrom(
      'installed',
      'target',
      'formerly',
      'setup',
      'change',
      'pack',
      'nonsense',
      '__proto__',
    ),
    choice: fc.constantFrom(
      'yes',
      'no',
      'unknown',
      'other',
      'backoffice-server-4.5',
      'small-business-server',
      'x',
      '',
    ),
  })
  .map((press): Said => ({ kind: 'stale', ...press }));

const said = fc.oneof(
  { weight: 5, arbitrary: texts },
  { weight: 4, arbitrary: buttons },
  { weight: 1, arbitrary: stale },
);
const conversations = fc.array(said, { minLength: 1, maxLength: 12 });

/** The message that is meant, given what is asked at that moment; no open question: the button says its number. */
function messageOf(one: Said, from: Talk | undefined): Message {
  switch (one.kind) {
    case 'text':
      return { kind: 'text', text: one.text };
    case 'button': {
      const question = from?.reply.question;
      const choice = question?.choices[one.nth % question.choices.length];
      if (question === undefined || choice === undefined) return { kind: 'text', text: String(one.nth) };
      const { number, fact } = question;
      return { kind: 'press', press: { kind: 'choice', question: number, fact, choice: choice.value } };
    }
    case 'stale':
      return { kind: 'press', press: { ...one, kind: 'choice' } };
  }
}

/** Holds a conversation and checks each step of it. */
function hold(
  messages: readonly Said[],
  check: (now: Talk, before: Talk | undefined, message: Message) => void = () => undefined,
): Talk | undefined {
  let before: Talk | undefined;
  for (const one of messages) {
    const message = messageOf(one, before);
    const now = send(realAdvisor(), [message], before);
    check(now, before, message);
    before = now;
  }
  return before;
}

const inEveryConversation = (check: Parameters<typeof hold>[1], numRuns = propertyRuns(250)) =>
  fc.assert(
    fc.property(conversations, (messages) => void hold(messages, check)),
    { numRuns },
  );

/** A stored consultation, as a store hands it back. */
function readBack(stored: string): Consultation {
  const isConsultation = (read: unknown): read is Consultation =>
    typeof read === 'object' && read !== null && 'moves' in read && Array.isArray(read.moves);
  const read: unknown = JSON.parse(stored);
  if (!isConsultation(read)) throw new Error('no consultation was stored');
  return read;
}

describe('in every conversation', () => {
  it('each message gets a reply with words in it', () => {
    inEveryConversation(({ reply }) => {
      expect(reply.text.trim()).not.to.equal('');
      expect(reply.answer.text.trim()).not.to.equal('');
      for (const document of reply.documents) expect(document.headline.text.trim()).not.to.equal('');
    });
  });

  it('a reply shows the question that is open, and no other', () => {
    inEveryConversation(({ reply, consultation }) => {
      const { question } = foldState(consultation);
      if (reply.question === undefined) return;
      expect([reply.question.number, reply.question.fact]).to.deep.equal([question?.number, question?.fact]);
      expect(reply.answer.question?.fact).to.equal(question?.fact);
      expect(reply.text).to.include(reply.question.prompt);
    });
  });

  it('every question can be answered with "I don\'t know", and every button has its own words', () => {
    inEveryConversation(({ reply: { question } }) => {
      if (question === undefined || question.fact === 'change' || question.fact === 'pack') return;
      expect(question.choices.map(({ value }) => value)).to.include('unknown');
      const labels = question.choices.map(({ label }) => label);
      expect(new Set(labels).size).to.equal(labels.length);
    });
  });

  it('no question comes back that was answered or that the user could not answer', () => {
    inEveryConversation(({ reply: { question }, consultation }) => {
      const known = question === undefined ? undefined : foldState(consultation).facts[question.fact];
      if (question?.fact === 'change' || known === undefined) return;
      expect(known.kind).to.equal('is');
    });
  });

  it('the same messages give the same replies', () => {
    fc.assert(
      fc.property(conversations, (messages) => {
        const [once, again] = [hold(messages), hold(messages)];
        expect(again?.consultation).to.deep.equal(once?.consultation);
        expect(again?.reply.text).to.equal(once?.reply.text);
        expect(again?.answer).to.deep.equal(once?.answer);
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  it('a message changes nothing but the consultation that it gives back', () => {
    inEveryConversation((_, before, message) => {
      if (before === undefined) return;
      const kept = JSON.stringify(before.consultation);
      advance(realAdvisor(), before.consultation, message);
      expect(JSON.stringify(before.consultation)).to.equal(kept);
    }, propertyRuns(60));
  });

  it('the consultation is plain JSON: stored and read again it goes on as if it never had been', () => {
    inEveryConversation((now, before, message) => {
      const stored = JSON.stringify(before?.consultation ?? NEW_CONSULTATION);
      const again = advance(realAdvisor(), readBack(stored), message);
      expect(JSON.stringify(again.consultation)).to.equal(JSON.stringify(now.consultation));
      expect(again.replies.at(-1)?.text).to.equal(now.reply.text);
    }, propertyRuns(80));
  });

  it('what is stored stays below 4 KB, over 2,000 messages', () => {
    const long = fc.array(said, { minLength: 2_000, maxLength: 2_000, size: 'max' });
    fc.assert(
      fc.property(long, (messages) => {
        hold(messages, ({ consultation }) => {
          expect(Buffer.byteLength(consultationJson(consultation))).to.be.below(4096);
        });
      }),
      { numRuns: sized({ quick: 1, default: 1, all: 10 }), endOnFailure: true },
    );
  });

  it('nor do messages grow it that are one long name, or many names', () => {
    const told = 'BackOffice Server 4.0 to Windows Server 2003';
    for (const text of [
      `from Foo${'x'.repeat(7000)} 4.0 to Bar${'語'.repeat(7000)} 9.0`,
      `BackOffice Server ${'9'.repeat(10_000)} to Windows Server ${'8'.repeat(5000)}`,
      `does the ${'wobble'.repeat(300)} service still work?`,
      `${told} via ${Array.from({ length: 900 }, (_, i) => `Windows ${String(3000 + i)}`).join(' via ')}`,
    ]) {
      const { consultation } = talk(realAdvisor(), [told, text]);
      expect(Buffer.byteLength(consultationJson(consultation)), text.slice(0, 30)).to.be.below(1500);
    }
  });

  it('a button of an open or an earlier question is never refused with an error', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(buttons, stale, texts), { minLength: 2, maxLength: 10 }), (messages) => {
        hold(messages, ({ reply }) => expect(reply.documents.length).to.be.at.least(1));
      }),
      { numRuns: propertyRuns(100) },
    );
  });

  it('with a random pack nothing is thrown either', () => {
    const builtTexts = fc.oneof(
      fc.constantFrom(
        'Alpha 1 to Omega 9',
        'Alpha',
        'Beta 2',
        'mailer',
        'is the mailer supported?',
        'Omega 8 to Omega 9',
      ),
      fc.constantFrom(
        '1',
        '2',
        '3',
        'yes',
        'no',
        "I don't know",
        'back',
        'change',
        'start over',
        'show the source',
      ),
    );
    fc.assert(
      fc.property(packs, fc.array(builtTexts, { minLength: 1, maxLength: 6 }), (knowledge, messages) => {
        expect(talk(advisorOn(knowledge), messages).reply.text.trim()).not.to.equal('');
      }),
      { numRuns: propertyRuns(200) },
    );
  });
});

describe('back', () => {
  it('restores the facts, the subject and the open question that were there before the last change', () => {
    inEveryConversation((now, before) => {
      if (before === undefined) return;
      const [then, since] = [foldState(before.consultation), foldState(now.consultation)];
      if (since.lastChange !== since.turn || since.turn === then.turn || then.question?.fact === 'change')
        return;
      const restored = talk(realAdvisor(), ['back'], now);
      expect(base(restored)).to.deep.equal(base(before));
    });
  });

  it('twice goes back two changes', () => {
    const first = talk(realAdvisor(), ['BackOffice Server 4.0 to Windows Server 2003']);
    const second = talk(realAdvisor(), ['yes'], first);
    const third = talk(realAdvisor(), ['no, it is BackOffice Server 4.5'], second);
    expect(base(talk(realAdvisor(), ['back'], third))).to.deep.equal(base(second));
    expect(base(talk(realAdvisor(), ['back', 'back'], third))).to.deep.equal(base(first));
  });

  it('where there is nothing to go back to says so and changes nothing', () => {
    const talked = talk(realAdvisor(), ['back']);
    expect(talked.answer.kind).to.equal('chat');
    expect(talked.consultation).to.deep.equal(NEW_CONSULTATION);
  });

  it('leads to the same answer as never having said it', () => {
    const before = talk(realAdvisor(), ['BackOffice Server 4.0 to Windows Server 2003']);
    const after = talk(realAdvisor(), ['yes', 'back'], before);
    expect(after.answer.hops).to.deep.equal(before.answer.hops);
    expect(after.answer.alternatives).to.deep.equal(before.answer.alternatives);
    expect(after.answer.question).to.deep.equal(before.answer.question);
  });
});

describe('the order in which facts are told', () => {
  const FACTS = [
    'upgrade from BackOffice Server 4.5',
    'the target is Windows Server 2003',
    'originally it was Small Business Server 4.0',
    'BackOffice Server 4.0 Setup was used to install a server application',
  ];

  it('does not change the advice in the end', () => {
    const final = (order: readonly string[]) => {
      const { verdict, path, hops, alternatives, citations, question, facts } = talk(
        realAdvisor(),
        order,
      ).answer;
      return {
        verdict,
        path,
        hops,
        alternatives,
        citations,
        asks: question?.fact,
        facts: Object.entries(facts).sort(),
      };
    };
    fc.assert(
      fc.property(fc.shuffledSubarray(FACTS, { minLength: FACTS.length }), (order) => {
        expect(final(order)).to.deep.equal(final(FACTS));
      }),
    );
  });
});
