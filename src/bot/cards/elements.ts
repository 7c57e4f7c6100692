import {
  OpenUrlAction,
  RichTextBlock,
  TextBlock,
  TextRun,
  type RichTextBlockOptions,
} from '@microsoft/teams.cards';
import { withLines, type Sentence, type Voice } from '../../core/index.ts';
import { escapeMarkdown } from '../markdown.ts';

type Spacing = NonNullable<RichTextBlockOptions['spacing']>;

/** A heading that screen readers announce as one. Only text blocks can be headings, and they read Markdown. */
export function heading(voice: Voice, sentence: Sentence, icon = ''): TextBlock {
  const lines = withLines(voice, sentence).slice(sentence.text.length);
  const text = `${escapeMarkdown(`${icon} ${sentence.text}`.trim())}${lines}`;
  return new TextBlock(text, { style: 'heading', weight: 'Bolder', size: 'Medium', wrap: true });
}

export interface ParagraphStyle {
  readonly before?: string;
  readonly bold?: boolean;
  readonly subtle?: boolean;
  readonly small?: boolean;
  readonly spacing?: Spacing;
}

/** A sentence with its lines behind it. Text runs show text as it is: nothing in it can become markup. */
export function paragraph(voice: Voice, sentence: Sentence, style: ParagraphStyle = {}): RichTextBlock {
  const lines = withLines(voice, sentence).slice(sentence.text.length);
  return richText([run(`${style.before ?? ''}${sentence.text}`, style), ...linesRun(lines)], style);
}

/** A sentence whose address can be followed and is still shown as printed. */
export function linkedParagraph(voice: Voice, sentence: Sentence, url: string): RichTextBlock {
  const at = sentence.text.indexOf(url);
  if (at < 0 || !isWebAddress(url)) return paragraph(voice, sentence);
  const link = new TextRun(url, { underline: true, color: 'Accent', selectAction: new OpenUrlAction(url) });
  const ends = [sentence.text.slice(0, at), sentence.text.slice(at + url.length)];
  const [before, after] = ends.map((end) => (end === '' ? [] : [run(end, {})]));
  const lines = linesRun(withLines(voice, sentence).slice(sentence.text.length));
  return richText([...(before ?? []), link, ...(after ?? []), ...lines], {});
}

/** Text that no line carries. */
export function plainParagraph(text: string, style: ParagraphStyle = {}): RichTextBlock {
  return richText([run(text, style)], style);
}

function richText(inlines: TextRun[], { spacing }: ParagraphStyle): RichTextBlock {
  return new RichTextBlock({ inlines, ...(spacing === undefined ? {} : { spacing }) });
}

function run(text: string, { bold, subtle, small }: ParagraphStyle): TextRun {
  return new TextRun(text, {
    ...(bold === true ? { weight: 'Bolder' as const } : {}),
    ...(subtle === true ? { isSubtle: true } : {}),
    ...(small === true ? { size: 'Small' as const } : {}),
  });
}

function linesRun(lines: string): TextRun[] {
  return lines === '' ? [] : [new TextRun(lines, { isSubtle: true })];
}

/** A pack could name any scheme; a card follows web addresses only. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//iu.test(url) && URL.canParse(url);
}
