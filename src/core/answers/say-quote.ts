import type { Citation } from '../../contract/index.ts';
import type { Source } from '../knowledge/knowledge.ts';
import type { AnswerContext } from './answer-context.ts';

/**
 * A quote for showing in a sentence: in quotation marks; for a row of a Markdown table, its cells, each after the head of
 * its column.
 */
export function sayQuote({ knowledge, words }: AnswerContext, citation: Citation): string {
  const quote = citation.quote.replace(/\s+/g, ' ').trim();
  if (!isRow(quote)) return words.say('nearest.quote', { quote });
  const source = knowledge.sources.find(({ file }) => file === citation.source);
  const heads = source === undefined ? [] : headsAbove(source, citation.lines[0]);
  const cells = cellsOf(quote).flatMap((cell, i) => {
    const column = heads[i] ?? '';
    if (cell === '') return [];
    return [column === '' ? cell : words.say('nearest.cell', { column, cell })];
  });
  return words.say('nearest.row', { cells: cells.join(', ') });
}

/** The column heads of the table that a line is in; empty if there are none. */
function headsAbove({ lines }: Source, line: number): readonly string[] {
  for (let at = line - 2; at > 0; at--) {
    const text = (lines[at] ?? '').trim();
    if (!isRow(text)) return [];
    if (/^[|:\s-]+$/.test(text)) return cellsOf((lines[at - 1] ?? '').trim());
  }
  return [];
}

function isRow(text: string): boolean {
  return text.length > 2 && text.startsWith('|') && text.endsWith('|');
}

function cellsOf(row: string): readonly string[] {
  return row
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}
