import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { LONGEST_MESSAGE, LONGEST_QUESTION } from '../../src/contract/index.ts';

const written = (characters: number) => `${characters.toLocaleString('en')} characters`;

describe('the limits of a text', () => {
  it('are those that the docs name', () => {
    expect(readFileSync('docs/ask-api.md', 'utf8')).to.include(`more than ${written(LONGEST_QUESTION)}`);
    expect(readFileSync('docs/direct-line.md', 'utf8')).to.include(`above ${written(LONGEST_MESSAGE)}`);
    expect(readFileSync('docs/security.md', 'utf8')).to.include(`texts of ${written(LONGEST_MESSAGE)}`);
  });

  it('let the bot itself say that a message is too long', () => {
    expect(LONGEST_MESSAGE).to.be.above(LONGEST_QUESTION);
  });

  it('stand in the chat page as a hole that the server fills', () => {
    expect(readFileSync('src/web/chat/index.html', 'utf8')).to.match(
      /<textarea[^>]*maxlength="\{\{longest\}\}"/u,
    );
  });
});
