import { expect } from 'chai';
import type { Citation } from '../../src/contract/index.ts';
import { citationEntity, footnoteDefinitions, footnotesOf, markFootnotes } from '../../src/bot/footnotes.ts';
import { renderReply } from '../../src/bot/render-reply.ts';
import { CONVERSATIONS, replyTo } from '../support/replies.ts';

const { context } = replyTo('BackOffice Server 2.5 to Windows Server 2003');
const twoSources = {
  ...context,
  knowledge: { ...context.knowledge, sources: [...context.knowledge.sources, ...context.knowledge.sources] },
};

describe('footnotes', () => {
  it('stand at the line that they cite', () => {
    expect(footnotesOf(context, [cite(18), cite(22)]).map(({ position }) => position)).to.deep.equal([
      18, 22,
    ]);
  });

  it('share a position where lines begin alike, and keep every sentence', () => {
    const [note, ...more] = footnotesOf(context, [cite(18), cite(18, 20, 'Another.')]);
    expect(more).to.deep.equal([]);
    expect(note?.quotes).to.deep.equal(['Quote.', 'Another.']);
  });

  it('count from 1 where several sources could have the same line', () => {
    const notes = footnotesOf(twoSources, [cite(18), { ...cite(18), source: 'notes.md' }]);
    expect(notes.map(({ position }) => position)).to.deep.equal([1, 2]);
    expect(markFootnotes('A. [readme.txt 18, notes.md 18]', notes)).to.equal('A. [1] [2]');
  });

  it('are at most twenty, because Teams refuses more', () => {
    const citations = Array.from({ length: 30 }, (_, i) => cite(i + 1));
    expect(footnotesOf(context, citations)).to.have.length(20);
  });

  it('turn one bracket with several lines into one mark each', () => {
    const notes = footnotesOf(context, [cite(18), cite(20, 22)]);
    expect(markFootnotes('Said. [18, 20–22]', notes)).to.equal('Said. [18] [20]');
  });

  it('leave brackets that are not ours as text', () => {
    expect(markFootnotes('He said [sic] so. [18]', footnotesOf(context, [cite(18)]))).to.equal(
      'He said \\[sic\\] so. [18]',
    );
  });

  it('are defined for Web Chat below the text', () => {
    expect(footnoteDefinitions(footnotesOf(context, [cite(18)]))).to.equal(
      '[18]: cite:18 "readme.txt, line 18"',
    );
  });

  it('say where the lines can be read, in the edition that is cited', () => {
    const { citation } = citationEntity(footnotesOf(context, [cite(18, 20)]), true);
    expect(citation[0]?.appearance).to.have.property(
      'isBasedOn',
      '/sources/backoffice-to-windows-server-2003/readme.txt?edition=undated#L18-L20',
    );
  });

  it('extract at most 160 characters, cut at a word', () => {
    const long = 'word '.repeat(100);
    const { citation } = citationEntity(footnotesOf(context, [cite(18, 18, long)]), false);
    const abstract = citation[0]?.appearance.abstract ?? '';
    expect(abstract).to.have.length.at.most(160);
    expect(abstract).to.match(/ word…$/u);
  });

  for (const channel of ['msteams', 'webchat']) {
    it(`match the marks in every text on ${channel}`, () => {
      for (const texts of CONVERSATIONS) {
        const { text = '', entities = [] } = renderReply(replyTo(...texts), channel);
        for (const position of positionsIn(entities)) expect(text).to.contain(`[${String(position)}]`);
        expect(entities).to.have.length.at.most(1);
        expect(JSON.stringify(entities)).to.not.contain('AIGenerated');
      }
    });
  }
});

function cite(first: number, last = first, quote = 'Quote.'): Citation {
  return { source: 'readme.txt', edition: 'undated', lines: [first, last], quote };
}

function positionsIn(entities: readonly object[]): readonly unknown[] {
  return entities.flatMap((entity) => {
    const claims: unknown = 'citation' in entity ? entity.citation : [];
    return Array.isArray(claims) ? claims.map((claim: { position: unknown }) => claim.position) : [];
  });
}
