import type { Flow, Grammar, KnowledgeParts } from '../../core/index.ts';
import type { ContentIssue } from '../issues/content-issue.ts';
import type { ListedPacks } from '../list-packs.ts';

/** What the thread is asked for. */
export type ThreadRequest =
  | { readonly kind: 'packs'; readonly directory: string; readonly only: string | undefined }
  | { readonly kind: 'pack'; readonly directory: string; readonly folder: string }
  | { readonly kind: 'dialogs'; readonly directory: string };

/** A pack without its lists, which may be long. */
export type PackHeader = Pick<KnowledgeParts, 'id' | 'title' | 'language' | 'owner'> & {
  readonly starters: readonly string[];
};

/** The lists of a pack; of each source its lines come by themselves. */
export type PackLists = Pick<
  KnowledgeParts,
  'sources' | 'families' | 'products' | 'components' | 'facts' | 'rules'
>;

/** A part of an answer, small enough to be taken in at once. All of it is plain: no functions cross the boundary. */
export type Piece =
  | { readonly kind: 'packs'; readonly listed: ListedPacks }
  | { readonly kind: 'issues'; readonly issues: readonly ContentIssue[] }
  | { readonly kind: 'header'; readonly header: PackHeader }
  | { readonly kind: 'lists'; readonly lists: Partial<PackLists> }
  | { readonly kind: 'lines'; readonly source: number; readonly lines: readonly string[] }
  | { readonly kind: 'flows'; readonly flows: readonly Flow[] }
  | { readonly kind: 'grammar'; readonly language: string; readonly grammar: Grammar }
  | {
      readonly kind: 'sentences';
      readonly language: string;
      readonly sentences: readonly (readonly [string, string])[];
    };

/** `ready` comes once, before all answers. */
export type ThreadAnswer = Piece | 'done' | 'ready';
