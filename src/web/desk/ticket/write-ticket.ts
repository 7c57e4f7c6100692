import type { Answer, Citation } from '../../../contract/index.ts';
import { parseBlocks, type Block } from '../answer/parse-blocks.ts';

/** What goes into a ticket: the question, what was understood, the answer, and the quoted lines. */
export interface Ticket {
  readonly question: string;
  readonly facts: string;
  readonly answer: Answer;
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

/** The ticket as Markdown. Nobody's words can become markup: what has a meaning in Markdown is escaped. */
export function writeMarkdownTicket({ question, facts, answer, words }: Ticket): string {
  const quotes = answer.citations.map(
    (citation) =>
      `> ${escape(`[${linesOf(citation, answer)}]`)} “${escape(citation.quote)}”  \n> ${escape(`${citation.source}, ${citation.edition}`)}`,
  );
  return [
    `**${escape(words.question)}** ${escape(oneLine(question))}`,
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

/** Lines as they stand in brackets in the answer; with several sources the file stands before them. */
function linesOf({ lines: [first, last], source }: Citation, { citations }: Answer): string {
  const lines = first === last ? String(first) : `${String(first)}–${String(last)}`;
  return citations.some((other) => other.source !== source) ? `${source} ${lines}` : lines;
}

function escape(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&')
    .replace(/^(\d+)([.)]) /, '$1\\$2 ')
    .replace(/^([-+=]) /, '\\$1 ');
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
