/** A block of an answer's text: a list, or words with what is indented below them. */
export type Block =
  | { readonly kind: 'words'; readonly text: string; readonly below: readonly Block[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Item[] };

export interface Item {
  readonly text: string;
  readonly below: readonly Block[];
}

interface Line {
  readonly indent: number;
  readonly mark: 'number' | 'dash' | 'none';
  readonly text: string;
}

/**
 * Reads the layout of an answer's plain text: numbered steps, "-" points, and what is indented below them. It does not
 * look at the words, so it works for reworded sentences and other languages too.
 */
export function parseBlocks(text: string): readonly Block[] {
  return blocksOf(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(readLine),
  );
}

function readLine(line: string): Line {
  const indent = line.length - line.trimStart().length;
  const rest = line.trim();
  const marked = /^(?:\d+\.|-) /.exec(rest)?.[0];
  if (marked === undefined) return { indent, mark: 'none', text: rest };
  return { indent, mark: marked === '- ' ? 'dash' : 'number', text: rest.slice(marked.length) };
}

function blocksOf(lines: readonly Line[]): readonly Block[] {
  const blocks: Block[] = [];
  let at = 0;
  for (let line = lines[at]; line !== undefined; line = lines[at]) {
    const { indent, mark, text } = line;
    const end = endOfInner(lines, at, indent);
    const below = blocksOf(lines.slice(at + 1, end));
    const last = blocks.at(-1);
    if (mark === 'none') blocks.push({ kind: 'words', text, below });
    else if (last?.kind === 'list' && last.ordered === (mark === 'number'))
      blocks[blocks.length - 1] = { ...last, items: [...last.items, { text, below }] };
    else blocks.push({ kind: 'list', ordered: mark === 'number', items: [{ text, below }] });
    at = end;
  }
  return blocks;
}

function endOfInner(lines: readonly Line[], start: number, indent: number): number {
  const next = lines.findIndex((line, i) => i > start && line.indent <= indent);
  return next < 0 ? lines.length : next;
}
