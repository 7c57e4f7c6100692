import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../contract/index.ts';
import type { DeskQuestion } from './ask/question.ts';
import { clearRecent, keepRecent, readRecent } from './ask/recent-storage.ts';

/** Milliseconds that an answer must be shown before its question is stored. */
const SHOWN_FOR = 1500;

/** The recent questions of this browser. A question is stored when its answer was shown for a moment. */
export function useRecent(
  answer: Answer | undefined,
  question: DeskQuestion,
): { readonly questions: readonly DeskQuestion[]; readonly clear: () => void } {
  const [questions, setQuestions] = useState(() => readRecent(window));
  useEffect(() => {
    if (answer === undefined || answer.kind === 'chat') return undefined;
    const timer = setTimeout(() => setQuestions(keepRecent(window, question)), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [answer]);
  return { questions, clear: () => setQuestions(clearRecent(window)) };
}
