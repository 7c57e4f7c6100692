import type { AnswerPart } from '../../../core/index.ts';
import { say, type DeskKey } from '../words/say.ts';

/** How a verdict looks at a glance; its words always stand beside it. */
export type Sign = 'yes' | 'issues' | 'via' | 'no' | 'depends' | 'silent' | 'info' | 'question';

const VERDICTS: Readonly<Record<AnswerPart['verdict'], { readonly sign: Sign; readonly words: PlainKey }>> = {
  supported: { sign: 'yes', words: 'desk.verdict.supported' },
  'supported-with-issues': { sign: 'issues', words: 'desk.verdict.supported-with-issues' },
  'supported-via': { sign: 'via', words: 'desk.verdict.supported-via' },
  'not-supported': { sign: 'no', words: 'desk.verdict.not-supported' },
  'not-recommended': { sign: 'issues', words: 'desk.verdict.not-recommended' },
  depends: { sign: 'depends', words: 'desk.verdict.depends' },
  component: { sign: 'info', words: 'desk.verdict.component' },
  alternative: { sign: 'via', words: 'desk.verdict.alternative' },
  requirement: { sign: 'info', words: 'desk.verdict.requirement' },
  reference: { sign: 'info', words: 'desk.verdict.reference' },
  list: { sign: 'info', words: 'desk.verdict.list' },
  compare: { sign: 'info', words: 'desk.verdict.compare' },
  'not-covered': { sign: 'silent', words: 'desk.verdict.not-covered' },
  clarify: { sign: 'question', words: 'desk.verdict.clarify' },
  chat: { sign: 'info', words: 'desk.verdict.chat' },
};

type PlainKey = Extract<DeskKey, `desk.verdict.${string}`>;

/** The verdict of a part in a few words, with its sign. */
export function sayVerdict({ verdict }: AnswerPart): { readonly sign: Sign; readonly words: string } {
  const { sign, words } = VERDICTS[verdict];
  return { sign, words: say(words) };
}

/** The first line of an answer without its brackets: what a listener needs first. */
export function headlineOf({ text }: AnswerPart): string {
  return (text.split('\n')[0] ?? '').replace(/ ?\[[^\]]*\]/g, '');
}
