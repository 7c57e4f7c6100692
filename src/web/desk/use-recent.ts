import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../contract/index.ts';
import type { DeskQuestion } from './ask/question.ts';
import { clearRecent, keepRecent, readRecent } from './ask/recent-storage.ts';

/** How long an answer must stand before its question is worth remembering, in milliseconds. */
const STANDS = 1500;

/** The recent questions of this browser. One is kept once its answer has stood for a moment. */
export function useRecent(
  answer: Answer | undefined,
  question: DeskQuestion,
): { readonly questions: readonly DeskQuestion[]; readonly clear: () => void } {
  const [questions, setQuestions] = useState(readRecent);
  useEffect(() => {
    if (answer === undefined || answer.kind === 'chat') return undefined;
    const timer = setTimeout(() => setQuestions(keepRecent(question)), STANDS);
    return () => clearTimeout(timer);
  }, [answer]);
  return { questions, clear: () => setQuestions(clearRecent()) };
}
