import type { Knowledge } from '../../core/index.ts';
import { loadDialogs } from '../dialogs/load-dialogs.ts';
import { listPacks } from '../list-packs.ts';
import { loadPack } from '../load-pack.ts';
import type { Piece, ThreadRequest } from './requests.ts';

/** How many entries of a list go into one piece. */
const IN_A_PIECE = 250;

/** The answer to a request, piece by piece; all reading and checking is done before the first one. */
export function answerRequest(request: ThreadRequest): Iterable<Piece> {
  switch (request.kind) {
    case 'packs':
      return [{ kind: 'packs', listed: listPacks(request.directory, request.only) }];
    case 'pack': {
      const result = loadPack(request.directory, request.folder);
      return result.kind === 'loaded'
        ? packPieces(result.pack.knowledge)
        : [{ kind: 'issues', issues: result.issues }];
    }
    case 'dialogs':
      return dialogPieces(request.directory);
  }
}

function* packPieces(knowledge: Knowledge): Iterable<Piece> {
  const { id, title, language, owner, starters } = knowledge;
  yield { kind: 'header', header: { id, title, language, owner, starters } };
  for (const [i, source] of knowledge.sources.entries()) {
    yield { kind: 'lists', lists: { sources: [{ ...source, lines: [] }] } };
    for (const lines of slicesOf(source.lines)) yield { kind: 'lines', source: i, lines };
  }
  for (const families of slicesOf(knowledge.families.values())) yield { kind: 'lists', lists: { families } };
  for (const products of slicesOf(knowledge.products.values())) yield { kind: 'lists', lists: { products } };
  for (const components of slicesOf(knowledge.components.values()))
    yield { kind: 'lists', lists: { components } };
  for (const facts of slicesOf(knowledge.facts.values())) yield { kind: 'lists', lists: { facts } };
  for (const rules of slicesOf(knowledge.rules.values())) yield { kind: 'lists', lists: { rules } };
}

function* dialogPieces(directory: string): Iterable<Piece> {
  const { dialogs, issues, written } = loadDialogs(directory);
  if (issues.length > 0) yield { kind: 'issues', issues };
  if (dialogs === undefined) return;
  yield { kind: 'flows', flows: dialogs.flows };
  for (const [language, grammar] of dialogs.grammars) yield { kind: 'grammar', language, grammar };
  for (const [language, sentences] of written)
    for (const some of slicesOf(Object.entries(sentences)))
      yield { kind: 'sentences', language, sentences: some };
}

function* slicesOf<T>(items: Iterable<T>): Iterable<readonly T[]> {
  const all = [...items];
  for (let from = 0; from < all.length; from += IN_A_PIECE) yield all.slice(from, from + IN_A_PIECE);
}
