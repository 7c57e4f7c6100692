import { useEffect } from 'preact/hooks';
import type { Answer, PackNames } from '../../contract/index.ts';
import { headlineOf, describeVerdict } from './answer/verdict.ts';
import { say } from './words/say.ts';

/** How long an answer must stand before a screen reader is told of it: longer than the pauses between keys. */
const STANDS = 700;

/** Tells the verdict and the open question of an answer that has settled; never of each key. */
export function useAnnouncement(
  answer: Answer | undefined,
  pack: PackNames | undefined,
  tell: (words: string) => void,
): void {
  useEffect(() => {
    if (answer === undefined) return undefined;
    const timer = setTimeout(() => tell(announce(answer, pack)), STANDS);
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
