import { linkInSteps, type Knowledge, type KnowledgeParts } from '../../core/index.ts';
import type { ContentIssue } from '../issues/content-issue.ts';
import { endedIssue } from './ended-issue.ts';
import type { PackHeader, PackLists, Piece } from './requests.ts';
import { runInSlices } from './run-in-slices.ts';
import type { ContentThread, ThreadLimits } from './start-content-thread.ts';

/** A pack as the thread gives it, or what is wrong with it. */
export type ReadPack =
  | { readonly kind: 'read'; readonly knowledge: Knowledge }
  | { readonly kind: 'refused'; readonly issues: readonly ContentIssue[] };

/** Reads one pack in the thread. Only its indexes are built here, in steps: they share their entries with the pack. */
export async function readPack(
  thread: ContentThread,
  directory: string,
  folder: string,
  limits: ThreadLimits,
): Promise<ReadPack> {
  const gathered = gatherPieces();
  const result = await thread.ask({ kind: 'pack', directory, folder }, gathered.take);
  if (result.kind !== 'done') return { kind: 'refused', issues: endedIssue(folder, result, limits) };
  const parts = gathered.parts();
  if (parts === undefined) return { kind: 'refused', issues: gathered.issues() };
  return { kind: 'read', knowledge: await runInSlices(linkInSteps(parts)) };
}

type Lists = { -readonly [Name in keyof PackLists]: PackLists[Name][number][] };

function gatherPieces() {
  let header: PackHeader | undefined;
  let issues: readonly ContentIssue[] = [];
  const linesOf: string[][] = [];
  const lists: Lists = { sources: [], families: [], products: [], components: [], facts: [], rules: [] };
  return {
    take: (piece: Piece): void => {
      if (piece.kind === 'issues') ({ issues } = piece);
      else if (piece.kind === 'header') ({ header } = piece);
      else if (piece.kind === 'lines') (linesOf[piece.source] ??= []).push(...piece.lines);
      else if (piece.kind === 'lists') {
        lists.sources.push(...(piece.lists.sources ?? []));
        lists.families.push(...(piece.lists.families ?? []));
        lists.products.push(...(piece.lists.products ?? []));
        lists.components.push(...(piece.lists.components ?? []));
        lists.facts.push(...(piece.lists.facts ?? []));
        lists.rules.push(...(piece.lists.rules ?? []));
      }
    },
    issues: () => issues,
    parts: (): KnowledgeParts | undefined => {
      if (header === undefined) return undefined;
      const sources = lists.sources.map((source, i) => ({ ...source, lines: linesOf[i] ?? [] }));
      return { ...header, ...lists, sources };
    },
  };
}
