import { expect } from 'chai';
import { fromMarkdown } from 'mdast-util-from-markdown';
import {
  writeMarkdownTicket,
  writePlainTicket,
  type Ticket,
} from '../../../../../src/web/desk/ticket/write-ticket.ts';
import { PAYLOADS } from '../../../injection/payloads.ts';
import { answerTo } from '../answers.ts';

const answer = answerTo('backoffice 4.0 to 2003');
const ticket = (parts: Partial<Ticket> = {}): Ticket => ({
  question: 'backoffice 4.0 to 2003',
  facts: 'Installed: BackOffice Server 4.0',
  answer,
  words: { question: 'Question:', facts: 'Understood:', quotes: 'Quotes:' },
  ...parts,
});

describe('a ticket', () => {
  it('has the question, what was understood, the whole answer and each quote', () => {
    const text = writePlainTicket(ticket());
    expect(text).to.match(
      /^Question: backoffice 4\.0 to 2003\nUnderstood: Installed: BackOffice Server 4\.0\n\n/u,
    );
    expect(text).to.include(answer.text);
    expect(answer.citations.length).to.be.above(0);
    for (const { quote, lines } of answer.citations) {
      expect(text).to.include(`“${quote}”`);
      expect(text).to.include(`[${String(lines[0])}`);
    }
  });

  it('has a question of several lines in one', () => {
    expect(writePlainTicket(ticket({ question: ' a\n\n b ' }))).to.match(/^Question: a b\n/u);
  });

  it('has no markup of anyone in Markdown, whatever the agent, the vendor or the answer says', () => {
    for (const payload of PAYLOADS) {
      const markdown = writeMarkdownTicket(
        ticket({
          question: payload,
          facts: payload,
          answer: {
            ...answer,
            text: payload,
            citations: answer.citations.slice(0, 1).map((citation) => ({
              ...citation,
              quote: payload,
              edition: payload,
            })),
          },
        }),
      );
      expect(markupIn(fromMarkdown(markdown)), markdown.slice(0, 500)).to.deep.equal([]);
    }
  });

  it('would be found to have some: the test can fail', () => {
    expect(PAYLOADS.filter((payload) => markupIn(fromMarkdown(payload)).length > 0).length).to.be.above(100);
  });
});

interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
}

/** What a ticket has of itself; anything else came from a text. */
const OWN = new Set(['root', 'paragraph', 'text', 'strong', 'list', 'listItem', 'blockquote', 'break']);

function markupIn({ type, children = [] }: Node): readonly string[] {
  return [...(OWN.has(type) ? [] : [type]), ...children.flatMap(markupIn)];
}
