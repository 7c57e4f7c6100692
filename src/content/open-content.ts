import { basename } from 'node:path';
import { createAdvisorInSteps, nonEmpty, type Advisor, type Dialogs, type Knowledge } from '../core/index.ts';
import { boundIssues } from './issues/bound-issues.ts';
import type { ContentIssue } from './issues/content-issue.ts';
import type { ListedPacks } from './list-packs.ts';
import { endedIssue } from './thread/ended-issue.ts';
import { readDialogs } from './thread/read-dialogs.ts';
import { readPack } from './thread/read-pack.ts';
import { runInSlices } from './thread/run-in-slices.ts';
import {
  startContentThread,
  THREAD_LIMITS,
  type ContentThread,
  type ThreadLimits,
} from './thread/start-content-thread.ts';

/** Where content is read from. */
export interface ContentPlaces {
  readonly knowledge: string;
  /** Only this pack. */
  readonly pack?: string | undefined;
  readonly dialogs: string;
  readonly language: string;
}

/** Packs and dialogs that can be read again while they are in use. */
export interface OpenContent {
  readonly packs: () => readonly Knowledge[];
  /** The last good dialogs; undefined if there never were any. */
  readonly dialogs: () => Dialogs | undefined;
  /** What answers with them; undefined if there are no packs, no dialogs or no words in the language. */
  readonly advisor: () => Advisor | undefined;
  /** What was wrong when they were last read. */
  readonly issues: () => readonly ContentIssue[];
  /**
   * Reads everything again. A pack that no longer loads keeps its last good version, while the others are replaced; one
   * whose folder is gone is gone; if no pack at all can be seen, everything stays. Dialogs with issues keep the last good.
   */
  readonly reload: () => Promise<void>;
  /** Ends a reading that is still going on: it changes nothing then. */
  readonly close: () => Promise<void>;
}

/**
 * Reads packs and dialogs in a thread of their own: however large or broken they are, the caller's thread goes on. A pack
 * that takes more time or memory than `limits` is refused like one with mistakes.
 *
 * @example
 * const content = await openContent({ knowledge: 'knowledge', dialogs: 'dialogs', language: 'en' });
 * content.issues().map(formatIssue).forEach(log);
 */
export async function openContent(
  places: ContentPlaces,
  limits: ThreadLimits = THREAD_LIMITS,
): Promise<OpenContent> {
  let packs: readonly Knowledge[] = [];
  let dialogs: Dialogs | undefined;
  let advisor: Advisor | undefined;
  let issues: readonly ContentIssue[] = [];
  let closed = false;
  let thread: ContentThread | undefined;
  const reload = async (): Promise<void> => {
    thread = startContentThread(limits);
    const read = await readAll(thread, places, limits);
    await thread.close();
    if (closed) return;
    packs = keepLastGood(read, packs);
    dialogs = read.dialogs ?? dialogs;
    issues = boundIssues(read.issues, basename(places.knowledge));
    const good = nonEmpty(packs);
    if (good === undefined || dialogs === undefined) return;
    advisor = (await runInSlices(createAdvisorInSteps(good, dialogs, places.language))) ?? advisor;
  };
  await reload();
  return {
    packs: () => packs,
    dialogs: () => dialogs,
    advisor: () => advisor,
    issues: () => issues,
    reload,
    close: async () => {
      closed = true;
      await thread?.close();
    },
  };
}

interface ReadContent {
  readonly dialogs: Dialogs | undefined;
  readonly packs: readonly Knowledge[];
  readonly refused: readonly string[];
  readonly issues: readonly ContentIssue[];
}

async function readAll(
  thread: ContentThread,
  places: ContentPlaces,
  limits: ThreadLimits,
): Promise<ReadContent> {
  const directory = places.knowledge;
  const { dialogs, issues } = await readDialogs(thread, places.dialogs, limits);
  let listed: ListedPacks = { folders: [], refused: [], issues: [] };
  const end = await thread.ask({ kind: 'packs', directory, only: places.pack }, (piece) => {
    if (piece.kind === 'packs') ({ listed } = piece);
  });
  const all = [...issues, ...listed.issues];
  if (end.kind !== 'done') all.push(...endedIssue(basename(directory), end, limits));
  const packs: Knowledge[] = [];
  const refused = [...listed.refused];
  for (const folder of listed.folders) {
    const read = await readPack(thread, directory, folder, limits);
    if (read.kind === 'read') packs.push(read.knowledge);
    else {
      refused.push(folder);
      all.push(...read.issues);
    }
  }
  return { dialogs, packs, refused, issues: all };
}

function keepLastGood({ packs, refused }: ReadContent, before: readonly Knowledge[]): readonly Knowledge[] {
  if (packs.length === 0 && refused.length === 0) return before;
  const kept = before.filter((knowledge) => refused.includes(knowledge.id));
  return [...packs, ...kept].sort((a, b) => (a.id < b.id ? -1 : 1));
}
