import Fuse from 'fuse.js';
import type { FinderKind } from './line-finder.ts';

/** Approximate string matching: the message as one pattern anywhere in a line, and word by word. */
export const FUSE: readonly FinderKind[] = [
  fuse('the message as one pattern', { ignoreLocation: true }),
  fuse('word by word', { useTokenSearch: true, ignoreLocation: true }),
];

function fuse(
  settings: string,
  options: { readonly ignoreLocation: boolean; readonly useTokenSearch?: boolean },
): FinderKind {
  return {
    tool: 'Fuse.js',
    settings,
    prepare: (lines) => {
      // Its own threshold leaves out nothing: one that suits these questions best is looked for afterwards.
      const index = new Fuse(lines, { ...options, keys: ['text'], includeScore: true, threshold: 1 });
      return {
        find: (question) =>
          index.search(question).map(({ item, score = 1 }) => ({ line: item.line, score: 1 - score })),
      };
    },
  };
}
