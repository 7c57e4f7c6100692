import { useEffect } from 'preact/hooks';
import type { Answer } from '../../core/index.ts';
import { headlineOf } from './answer/verdict.ts';
import { say } from './words/say.ts';

/** How long an answer must stand before a screen reader is told of it: longer than the pauses between keys. */
const STANDS = 700;

/** Tells the verdict and the open question of an answer that has settled; never of each key. */
export function useAnnounced(answer: Answer | undefined, tell: (words: string) => void): void {
  useEffect(() => {
    if (answer === undefined) return undefined;
    const timer = setTimeout(() => {
      const asked = answer.question?.prompt;
      const headline =
        answer.kind === 'question' ? '' : say('desk.announce.answer', { headline: headlineOf(answer) });
      tell(
        [headline, asked === undefined ? '' : say('desk.announce.question', { prompt: asked })]
          .join(' ')
          .trim(),
      );
    }, STANDS);
    return () => clearTimeout(timer);
  }, [answer]);
}
