import { useEffect } from 'preact/hooks';
import type { Answer, PackNames } from '../../contract/index.ts';
import { headlineOf, describeVerdict } from './answer/verdict.ts';
import { say } from './words/say.ts';

/** Milliseconds before an answer is announced: longer than the pauses between two keys. */
const DELAY = 700;

/** Announces verdict and open question to screen readers, once the agent has stopped typing. */
export function useAnnouncement(
  answer: Answer | undefined,
  pack: PackNames | undefined,
  tell: (words: string) => void,
): void {
  useEffect(() => {
    if (answer === undefined) return undefined;
    const timer = setTimeout(() => tell(announce(answer, pack)), DELAY);
    return () => clearTimeout(timer);
  }, [answer]);
}

function announce(answer: Answer, pack: PackNames | undefined): string {
  const { words } = describeVerdict(answer, pack);
  const asked =
    answer.question === null ? [] : [say('desk.announce.question', { prompt: answer.question.prompt })];
  const said =
    answer.verdict === 'clarify'
      ? []
      : [say('desk.announce.answer', { verdict: words, headline: headlineOf(answer) })];
  return [...said, ...asked].join(' ');
}
