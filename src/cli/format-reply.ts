import { styleText } from 'node:util';
import type { AnswerDocument, Icon, Reply } from '../core/index.ts';

export interface Layout {
  readonly colours: boolean;
  /** Columns at which lines are folded. */
  readonly width: number;
}

/** A reply for the terminal: the plain text, folded to the width, with the verdict set off where there are colours. */
export function formatReply(reply: Reply, { colours, width }: Layout): string {
  const folded = reply.text
    .split('\n')
    .map((line) => foldLine(line, width))
    .join('\n');
  return colours ? colour(folded, reply) : folded;
}

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<Icon, Style>> = {
  yes: ['bold', 'green'],
  issues: ['bold', 'yellow'],
  via: ['bold', 'yellow'],
  no: ['bold', 'red'],
  depends: ['bold', 'yellow'],
  silent: ['bold', 'cyan'],
  info: ['bold'],
  question: ['bold'],
};

function colour(text: string, reply: Reply): string {
  const dimmed = text.replace(/\[[\d, –]+\]/g, (lines) => styleText('dim', lines));
  return [...reply.documents].reduce((styled, document) => colourHeadline(styled, document), dimmed);
}

function colourHeadline(text: string, { headline, icon, kind }: AnswerDocument): string {
  if (kind === 'chat') return text;
  const [first] = headline.text.split('\n');
  return first === undefined ? text : text.replace(first, (found) => styleText(STYLES[icon], found));
}

/** Breaks a line between words. The further lines are indented to the text of the first. */
function foldLine(line: string, width: number): string {
  if (line.length <= width || /^[> ] +\d+ {2}/.test(line)) return line;
  const indent = /^ *(?:\d+\. |- )?/.exec(line)?.[0].length ?? 0;
  const rows: string[] = [];
  let row = '';
  for (const word of line.slice(indent).split(' ')) {
    if (row !== '' && indent + row.length + 1 + word.length > width) {
      rows.push(row);
      row = word;
    } else row = row === '' ? word : `${row} ${word}`;
  }
  return line.slice(0, indent) + [...rows, row].join(`\n${' '.repeat(indent)}`);
}
