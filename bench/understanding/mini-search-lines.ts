import MiniSearch from 'minisearch';
import type { FinderKind } from './line-finder.ts';

/** Full-text search with a BM25 ranking, once by whole words and once as its documentation has it for human input. */
export const MINI_SEARCH: readonly FinderKind[] = [
  miniSearch('whole words', {}),
  miniSearch('prefixes, one edit in five letters', { prefix: true, fuzzy: 0.2 }),
];

function miniSearch(
  settings: string,
  searchOptions: { readonly prefix?: boolean; readonly fuzzy?: number },
): FinderKind {
  return {
    tool: 'MiniSearch',
    settings,
    prepare: (lines) => {
      const index = new MiniSearch({ idField: 'line', fields: ['text'], searchOptions });
      index.addAll(lines);
      return {
        find: (question) => index.search(question).map(({ id, score }) => ({ line: Number(id), score })),
      };
    },
  };
}
