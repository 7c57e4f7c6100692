import type { Answer, AnswerPart, PackNames } from '../../../contract/index.ts';
import type { CitedLines } from './cited-lines.ts';
import { PartView } from './part-view.tsx';

interface Props {
  readonly answer: Answer;
  readonly pack: PackNames | undefined;
  readonly open: CitedLines | undefined;
  readonly onLines: (lines: CitedLines) => void;
}

/** An answer: its only part, or all its parts. Shows nothing if there is only a question, which is shown elsewhere. */
export function AnswerView({ answer, pack, open, onLines }: Props) {
  if (answer.verdict === 'clarify' && answer.parts.length === 0 && isPrompt(answer)) return null;
  const { lead, parts } = splitLead(answer);
  return (
    <>
      {lead !== undefined && <p class="lead">{lead}</p>}
      {parts.map((part, i) => (
        <PartView key={i} part={part} pack={pack} open={open} onLines={onLines} />
      ))}
    </>
  );
}

/** Whether the text contains only the question and its choices. The page shows these as buttons. */
function isPrompt({ text, question }: Answer): boolean {
  return question !== null && text.startsWith(question.prompt) && !text.includes('\n');
}

/** Separates the line that announces several answers ("These are known:"). It is in the text of the first part. */
function splitLead(answer: Answer): { lead: string | undefined; parts: readonly AnswerPart[] } {
  const [first, ...others] = answer.parts;
  if (first === undefined) return { lead: undefined, parts: [answer] };
  const [lead, ...rest] = first.text.split('\n');
  if ((answer.verdict !== 'list' && answer.verdict !== 'compare') || lead?.endsWith(':') !== true)
    return { lead: undefined, parts: answer.parts };
  return { lead, parts: [{ ...first, text: rest.join('\n') }, ...others] };
}
