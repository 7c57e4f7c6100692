import type { Answer, Citation } from '../../../contract/index.ts';
import { parseBlocks, type Block } from '../answer/parse-blocks.ts';

/** The contents of a ticket: the question, the understood facts, and the answer with its quotes. */
export interface Ticket {
  readonly question: string;
  readonly facts: string;
  readonly answer: Answer;
  /** The labels of the parts. */
  readonly words: {
    readonly question: string;
    readonly facts: string;
    readonly quotes: string;
  };
}

/** The ticket as plain text. */
export function writePlainTicket({ question, facts, answer, words }: Ticket): string {
  const quotes = answer.citations.map((citation) => `[${linesOf(citation, answer)}] “${citation.quote}”`);
  return [
    `${words.question} ${oneLine(question)}`,
    ...(facts === '' ? [] : [`${words.facts} ${facts}`]),
    '',
    answer.text,
    ...(quotes.length === 0 ? [] : ['', words.quotes, ...quotes]),
    '',
  ].join('\n');
}

/** The ticket as Markdown. Characters that have a meaning in Markdown are escaped, so no text can become markup. */
export function writeMarkdownTicket({ question, facts, answer, words }: Ticket): string {
  const quotes = answer.citations.map(
    (citation) =>
      `> ${escape(`[${linesOf(citation, answer)}]`)} “${escape(citation.quote)}”  \n> ${escape(`${citation.source}, ${citation.edition}`)}`,
  );
  return [
    `**${escape(words.question)}** ${escape(question)}`,
    ...(facts === '' ? [] : [`**${escape(words.facts)}** ${escape(facts)}`]),
    ...answer.text.split(/\n{2,}/).map((text) => markdownOf(parseBlocks(text), '')),
    ...(quotes.length === 0 ? [] : [`**${escape(words.quotes)}**`, quotes.join('\n>\n')]),
    '',
  ].join('\n\n');
}

function markdownOf(blocks: readonly Block[], indent: string): string {
  return blocks
    .map((block) => {
      if (block.kind === 'words') {
        const below = block.below.length === 0 ? [] : [markdownOf(block.below, indent)];
        return [`${indent}${escape(block.text)}`, ...below].join('\n\n');
      }
      return block.items
        .map(({ text, below }, i) => {
          const mark = block.ordered ? `${String(i + 1)}. ` : '- ';
          const inner = `${indent}${' '.repeat(mark.length)}`;
          const rest = below.length === 0 ? [] : [markdownOf(below, inner)];
          return [`${indent}${mark}${escape(text)}`, ...rest].join('\n\n');
        })
        .join('\n');
    })
    .join('\n\n');
}

/**
 * The lines of a citation as the answer writes them in brackets. If there are several sources, with the file's name.
 */
function linesOf({ lines: [first, last], source }: Citation, { citations }: Answer): string {
  const lines = first === last ? String(first) : `${String(first)}–${String(last)}`;
  return citations.some((other) => other.source !== source) ? `${source} ${lines}` : lines;
}

/** A text in one line, so that no second line can begin a heading or a list. */
function escape(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&')
    .replace(/^(\d+)([.)]) /, '$1\\$2 ')
    .replace(/^([-+=]) /, '\\$1 ');
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
