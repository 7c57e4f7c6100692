import type { Answer } from '../../../core/index.ts';
import type { PackNames } from '../api/contract.ts';
import type { CitedLines } from './cited-lines.ts';
import { PartView } from './part-view.tsx';

interface Props {
  readonly answer: Answer;
  readonly pack: PackNames | undefined;
  readonly open: CitedLines | undefined;
  readonly onLines: (lines: CitedLines) => void;
}

/** An answer: its one part, or each of several. A question that comes before any answer stands for itself. */
export function AnswerView({ answer, pack, open, onLines }: Props) {
  const parts = answer.parts.length > 0 ? answer.parts : [answer];
  const asksOnly = answer.verdict === 'clarify' && answer.parts.length === 0 && isPrompt(answer);
  if (asksOnly) return null;
  return parts.map((part, i) => <PartView key={i} part={part} pack={pack} open={open} onLines={onLines} />);
}

/** Whether the text is only the question with its choices, which are shown as buttons anyway. */
function isPrompt({ text, question }: Answer): boolean {
  return question !== null && text.startsWith(question.prompt) && !text.includes('\n');
}
