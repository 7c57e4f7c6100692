import { expect } from 'chai';
import fc from 'fast-check';
import { complaintMail } from '../../../src/bot/cards/complaint-mail.ts';
import { replyTo } from '../../support/replies.ts';

const { context } = replyTo('BackOffice Server 2.5 to Windows Server 2003');

describe('complaintMail', () => {
  it('never exceeds 2,000 characters and can always be decoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 5_000 }), (text) => {
        const url = complaintMail(context, text) ?? '';
        return url.length <= 2_000 && decodeURIComponent(url).startsWith('mailto:');
      }),
    );
  });

  it('survives half a character', () => expect(complaintMail(context, '\ud83d')).to.contain('mailto:'));

  it('is not offered where the owner has no mail address', () => {
    const owner = { name: 'Owner', address: 'https://example.org/contact' };
    expect(complaintMail({ ...context, knowledge: { ...context.knowledge, owner } }, 'x')).to.equal(
      undefined,
    );
  });
});
