import type { AnswerPart, PackNames } from '../../../contract/index.ts';
import { nameProduct } from '../words/names.ts';
import { say, sayList, type DeskKey } from '../words/say.ts';

/** The sign of a verdict. The verdict in words is always beside it. */
export type VerdictSign = 'yes' | 'issues' | 'via' | 'no' | 'depends' | 'silent' | 'info' | 'question';

const VERDICTS: Readonly<
  Record<AnswerPart['verdict'], { readonly sign: VerdictSign; readonly words: PlainKey }>
> = {
  supported: { sign: 'yes', words: 'desk.verdict.supported' },
  'supported-with-issues': { sign: 'issues', words: 'desk.verdict.supported-with-issues' },
  'supported-via': { sign: 'via', words: 'desk.verdict.supported-via-others' },
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

type PlainKey = Exclude<Extract<DeskKey, `desk.verdict.${string}`>, 'desk.verdict.supported-via'>;

/** The verdict of a part in a few words, and its sign. */
export function describeVerdict(
  part: AnswerPart,
  pack: PackNames | undefined,
): { readonly sign: VerdictSign; readonly words: string } {
  const { sign, words } = VERDICTS[part.verdict];
  if (part.verdict === 'supported-via' && part.hops.every(({ certainty }) => certainty === 'applies')) {
    const via = part.path.slice(1, -1).map((id) => nameProduct(pack, id));
    if (via.length > 0)
      return { sign, words: say('desk.verdict.supported-via', { via: sayList(via, 'conjunction') }) };
  }
  if (part.verdict === 'not-supported' && saysNotDirectly(part))
    return { sign, words: say('desk.verdict.not-supported-directly') };
  return { sign, words: say(words) };
}

/** Whether only the direct way is not supported. The contract has no field for this, so the text is searched for it. */
function saysNotDirectly({ text }: AnswerPart): boolean {
  const pieces = say('verdict.direct-not-supported', { from: HOLE, to: HOLE }).split(HOLE);
  return text.includes(pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest)));
}

const HOLE = '\u0000';

/** The beginning of an answer, up to its first cited lines, for a screen reader. */
export function headlineOf({ text }: AnswerPart): string {
  return (/^[^[\n]*/.exec(text)?.[0] ?? '').trim();
}
