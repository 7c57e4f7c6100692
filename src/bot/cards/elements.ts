import type {
  CardElementArray,
  IContainer,
  IRichTextBlock,
  ITextBlock,
  ITextRun,
} from '@microsoft/teams.cards';
import { memoize, withLines, type Sentence, type AnswerContext } from '../../core/index.ts';
import { jsonOfList, withCachedJson, withGivenJson } from '../../turn/index.ts';
import { escapeMarkdown } from '../text/markdown.ts';

// Cards are plain JSON with the types of Adaptive Cards. The package's classes of the same names are slow: each object has
// every field that its element could have.

/** A heading for screen readers too. Only a TextBlock can be one; it reads Markdown, so the text is escaped. */
export function heading(context: AnswerContext, sentence: Sentence, icon = ''): ITextBlock {
  const lines = withLines(context, sentence).slice(sentence.text.length);
  const text = `${escapeMarkdown(`${icon} ${sentence.text}`.trim())}${lines}`;
  return { type: 'TextBlock', text, size: 'Medium', weight: 'Bolder', wrap: true, style: 'heading' };
}

export interface ParagraphStyle {
  readonly before?: string;
  readonly bold?: boolean;
  readonly subtle?: boolean;
  readonly small?: boolean;
  readonly spacing?: NonNullable<IRichTextBlock['spacing']>;
}

/** A sentence with its cited lines behind it. A text run shows its text as it is, so nothing in it can become markup. */
export function paragraph(
  context: AnswerContext,
  sentence: Sentence,
  style: ParagraphStyle = {},
): IRichTextBlock {
  const lines = withLines(context, sentence).slice(sentence.text.length);
  return richText([run(`${style.before ?? ''}${sentence.text}`, style), ...linesRun(lines)], style);
}

/** A sentence in which the address `url` is a link. The sentence is shown as it stands. */
export function linkedParagraph(context: AnswerContext, sentence: Sentence, url: string): IRichTextBlock {
  const at = sentence.text.indexOf(url);
  if (at < 0 || !isWebAddress(url)) return paragraph(context, sentence);
  const link: ITextRun = {
    type: 'TextRun',
    text: url,
    color: 'Accent',
    underline: true,
    selectAction: { type: 'Action.OpenUrl', url },
  };
  const ends = [sentence.text.slice(0, at), sentence.text.slice(at + url.length)];
  const [before, after] = ends.map((end) => (end === '' ? [] : [run(end, {})]));
  const lines = linesRun(withLines(context, sentence).slice(sentence.text.length));
  return richText([...(before ?? []), link, ...(after ?? []), ...lines], {});
}

/** A text without cited lines. */
export function plainParagraph(text: string, style: ParagraphStyle = {}): IRichTextBlock {
  return richText([run(text, style)], style);
}

/** Elements that belong together; `apart` draws a line above them. */
export function container(items: CardElementArray, apart: boolean): IContainer {
  return apart
    ? withGivenJson(
        { type: 'Container', separator: true, items },
        `{"type":"Container","separator":true,"items":${jsonOfList(items)}}`,
      )
    : withGivenJson({ type: 'Container', items }, `{"type":"Container","items":${jsonOfList(items)}}`);
}

function richText(inlines: ITextRun[], { spacing }: ParagraphStyle): IRichTextBlock {
  return { type: 'RichTextBlock', ...(spacing === undefined ? {} : { spacing }), inlines };
}

function run(text: string, { bold, subtle, small }: ParagraphStyle): ITextRun {
  return {
    type: 'TextRun',
    text,
    ...(small === true ? { size: 'Small' } : {}),
    ...(bold === true ? { weight: 'Bolder' } : {}),
    ...(subtle === true ? { isSubtle: true } : {}),
  };
}

function linesRun(lines: string): ITextRun[] {
  return lines === '' ? [] : [{ type: 'TextRun', text: lines, isSubtle: true }];
}

/** A pack could name an address of any scheme; only web addresses become links. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//iu.test(url) && URL.canParse(url);
}

type LayOut<Item> = (context: AnswerContext, item: Item) => CardElementArray;

/**
 * Wraps a layout function so that each part of an answer is laid out once. Its elements are kept with their JSON, since the
 * same facts give the same parts in every reply.
 */
export function memoizeElements<Item extends object>(layOut: LayOut<Item>): LayOut<Item> {
  const laidOut = memoize((context: AnswerContext) =>
    memoize((item: Item) => layOut(context, item).map(withCachedJson)),
  );
  return (context, item) => laidOut(context)(item);
}
