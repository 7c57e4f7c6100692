import type { AnswerPart } from '../../../contract/index.ts';
import { parseBlocks, type Block, type Item } from './parse-blocks.ts';

type AnswerReference = AnswerPart['references'][number];

/** An answer's text, sorted into the sections of the page. Every line except the question is in exactly one of them. */
export interface AnswerLayout {
  /** The sentence with the verdict, and the lines around it. */
  readonly lead: readonly string[];
  readonly body: readonly Block[];
  readonly alternatives: readonly Block[];
  readonly nearest: readonly Block[];
  readonly references: readonly { readonly text: string; readonly reference: AnswerReference }[];
  /** The lines that name the sources: "Source: …". */
  readonly sources: readonly string[];
}

/**
 * Sorts the text of a part, with the help of its structured fields. `sourceLines` are the "Source: …" lines as written.
 */
export function layOutAnswer(part: AnswerPart, sourceLines: ReadonlySet<string>): AnswerLayout {
  const lead: string[] = [];
  const body: Block[] = [];
  const alternatives: Block[] = [];
  const nearest: Block[] = [];
  const references: { text: string; reference: AnswerReference }[] = [];
  const sources: string[] = [];
  const blocks = parseBlocks(part.text).filter((block) => !asksAgain(part, block));
  for (const [i, block] of blocks.entries()) {
    const reference = block.kind === 'words' ? referenceIn(part, block.text) : undefined;
    if (block.kind === 'words' && sourceLines.has(block.text)) sources.push(block.text);
    else if (block.kind === 'words' && reference !== undefined)
      references.push({ text: block.text, reference });
    else if (isNearest(part, block) || isNearest(part, blocks[i + 1])) nearest.push(block);
    else if (block.kind === 'words' && block.below.length > 0) alternatives.push(block);
    else if (block.kind === 'words' && body.length === 0 && !headsList(blocks, i)) lead.push(block.text);
    else body.push(block);
  }
  return { lead, body, alternatives, nearest, references, sources };
}

/** The issues that always apply, and those that apply only under a condition. The page shows them separately. */
export function partItems(
  part: AnswerPart,
  items: readonly Item[],
): { always: readonly Item[]; onlyIf: readonly Item[] } {
  const conditions = part.hops
    .flatMap(({ issues, requirements }) => [...issues, ...requirements])
    .flatMap(({ condition }) => (condition === '' ? [] : [condition]));
  const depends = (item: Item) => conditions.some((condition) => item.text.includes(condition));
  return { always: items.filter((item) => !depends(item)), onlyIf: items.filter(depends) };
}

/** Whether a block is the question at the end of a clarifying answer. The page shows it as buttons. */
function asksAgain({ kind, question }: AnswerPart, block: Block): boolean {
  return (
    kind === 'question' &&
    question !== null &&
    block.kind === 'words' &&
    block.text.startsWith(question.prompt)
  );
}

function referenceIn({ references }: AnswerPart, text: string): AnswerReference | undefined {
  return references.find(
    ({ topic, url, contact }) =>
      text.includes(topic) && [url, contact].some((to) => to !== undefined && text.includes(to)),
  );
}

function isNearest({ nearest }: AnswerPart, block: Block | undefined): boolean {
  if (block?.kind !== 'list' || nearest.length === 0) return false;
  return block.items.every((item) => nearest.some(({ text }) => item.text.startsWith(text)));
}

/** Whether a line only announces the list after it ("Know before this step:"). The first line never does. */
function headsList(blocks: readonly Block[], i: number): boolean {
  return i > 0 && blocks[i + 1]?.kind === 'list';
}
