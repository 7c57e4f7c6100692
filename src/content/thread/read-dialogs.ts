import { basename } from 'node:path';
import type { Dialogs, Flow, Grammar, Words } from '../../core/index.ts';
import { compileWords } from '../dialogs/read-words.ts';
import type { ContentIssue } from '../issues/content-issue.ts';
import { endedIssue } from './ended-issue.ts';
import { runInSlices } from './run-in-slices.ts';
import type { ContentThread, ThreadLimits } from './start-content-thread.ts';

/** The dialogs as the thread gives them; undefined where anything is wrong with them. */
export interface ReadDialogs {
  readonly dialogs: Dialogs | undefined;
  readonly issues: readonly ContentIssue[];
}

/** Reads and checks the dialogs in the thread. The sentences are compiled here, in steps: functions do not cross over. */
export async function readDialogs(
  thread: ContentThread,
  directory: string,
  limits: ThreadLimits,
): Promise<ReadDialogs> {
  let flows: readonly Flow[] | undefined;
  let issues: readonly ContentIssue[] = [];
  const grammars = new Map<string, Grammar>();
  const sentences = new Map<string, (readonly [string, string])[]>();
  const result = await thread.ask({ kind: 'dialogs', directory }, (piece) => {
    if (piece.kind === 'issues') ({ issues } = piece);
    else if (piece.kind === 'flows') ({ flows } = piece);
    else if (piece.kind === 'grammar') grammars.set(piece.language, piece.grammar);
    else if (piece.kind === 'sentences')
      sentences.set(piece.language, [...(sentences.get(piece.language) ?? []), ...piece.sentences]);
  });
  if (result.kind !== 'done')
    return { dialogs: undefined, issues: endedIssue(basename(directory), result, limits) };
  if (flows === undefined) return { dialogs: undefined, issues };
  const words = new Map<string, Words>();
  for (const [language, written] of sentences)
    words.set(language, await runInSlices(compileWords(language, written)));
  return { dialogs: { flows, words, grammars }, issues };
}
