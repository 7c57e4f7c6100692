import type { Topic } from '../model/topic.ts';
import type { Companions } from './find-companions.ts';

/** "The pages of X and of Y": the families belong to the question and are no two sides of an upgrade. */
export function asksAboutSeveral(topics: readonly Topic[]): boolean {
  return (
    topics.length > 0 &&
    topics.every((topic) => topic.kind === 'reference' && (topic.families?.length ?? 0) > 1)
  );
}

/** What comes with a product is answered beside the advice on it, not beside another question. */
export function withCompanions(topics: readonly Topic[], { names, alone }: Companions): readonly Topic[] {
  if (names.length === 0 || topics.some(({ kind }) => kind !== 'advice')) return topics;
  const unnamed = names.map((said): Topic => ({ kind: 'unnamed-component', said }));
  return alone && topics.length === 0 ? unnamed : [{ kind: 'advice' }, ...unnamed];
}
