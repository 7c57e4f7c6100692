import { expect } from 'chai';
import { findUnfinishedVersion } from '../../../../../src/web/desk/ask/unfinished-version.ts';
import { NO_QUESTION } from '../../../../../src/web/desk/ask/question.ts';
import { answerTo, packNames } from '../answers.ts';

const pack = packNames();
const find = (text: string, picks = {}) =>
  findUnfinishedVersion({ ...NO_QUESTION, text, picks }, answerTo(text), pack);

describe('a version that is still being typed', () => {
  it('is one that fits several releases', () => {
    const found = find('backoffice 4');
    expect(found?.fact).to.equal('installed');
    expect(found?.releases.map(({ version }) => version)).to.have.members(['4.0', '4.5']);
  });

  for (const text of ['backoffice 4.5', 'backoffice 4 ', 'backoffice', 'backoffice 3']) {
    it(`is not: "${text}"`, () => expect(find(text)).to.equal(undefined));
  }

  it('is not where the fact was picked', () => {
    expect(find('backoffice 4', { installed: { value: 'x' } })).to.equal(undefined);
  });

  it('is not known before the names of the pack are there', () => {
    const text = 'backoffice 4';
    expect(findUnfinishedVersion({ ...NO_QUESTION, text }, answerTo(text), undefined)).to.equal(undefined);
  });
});
