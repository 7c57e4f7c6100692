import { WORD_KEYS, type WordKey } from '../../contract/index.ts';
import type { Steps, Words } from '../../core/index.ts';
import type { ContentIssue, Report } from '../issues/content-issue.ts';
import { nearest } from '../issues/nearest.ts';
import { checkShape } from '../reading/check-shape.ts';
import { inside, issueAt, type Place } from '../reading/place.ts';
import { wordsSchema } from '../schemas/dialog-schemas.ts';
import { compileMessage, type Holes } from './compile-message.ts';

/** The sentences of one language as they are written, by key. */
export type Sentences = Readonly<Record<string, string>>;

/** The sentences of one language, each checked for its holes; undefined where something is wrong with them. */
export function readWords(
  value: unknown,
  place: Place,
  language: string,
  report: Report,
): { readonly words: Words; readonly written: Sentences } | undefined {
  const written = checkShape(wordsSchema, value, place, report);
  if (written === undefined) return undefined;
  const sentences = new Map<string, (holes: Holes) => string>();
  for (const [key, text] of Object.entries(written)) {
    const at = inside(place, key);
    const message = compileMessage(text, language);
    if (message.kind === 'broken') {
      report(brokenAt(at, message.reason, message.offset));
      continue;
    }
    const known: readonly string[] = isWordKey(key) ? WORD_KEYS[key] : [];
    for (const issue of compareHoles(message.holes, known, at)) report(issue);
    sentences.set(key, message.say);
  }
  return { words: wordsOf(language, sentences), written };
}

/** Compiles sentences that were checked before, one a step. */
export function* compileWords(language: string, written: Iterable<readonly [string, string]>): Steps<Words> {
  const sentences = new Map<string, (holes: Holes) => string>();
  for (const [key, text] of written) {
    const message = compileMessage(text, language);
    if (message.kind === 'broken') throw new Error(`the sentence "${key}" was not checked`);
    sentences.set(key, message.say);
    yield;
  }
  return wordsOf(language, sentences);
}

function wordsOf(language: string, sentences: ReadonlyMap<string, (holes: Holes) => string>): Words {
  return { language, say: (key, ...holes) => say(sentences, key, holes) };
}

const NO_HOLES: Holes = {};

function say(
  sentences: ReadonlyMap<string, (holes: Holes) => string>,
  key: string,
  [holes]: readonly Holes[],
): string {
  const sentence = sentences.get(key);
  if (sentence === undefined) throw new Error(`no sentence for "${key}": the words were not checked`);
  return sentence(holes ?? NO_HOLES);
}

function isWordKey(key: string): key is WordKey {
  return Object.hasOwn(WORD_KEYS, key);
}

/** Issues for unknown and missing holes. An unknown hole that is close to a missing one is reported as a misspelling of it. */
function compareHoles(
  found: ReadonlySet<string>,
  known: readonly string[],
  at: Place,
): readonly ContentIssue[] {
  const missing = new Set(known.filter((hole) => !found.has(hole)));
  const issues: ContentIssue[] = [];
  for (const hole of found) {
    if (known.includes(hole)) continue;
    const meant = nearest(hole, missing);
    if (meant !== undefined) missing.delete(meant);
    const holes = known.length === 0 ? 'this sentence has no holes' : `its holes are ${braced(known)}`;
    const fix = meant === undefined ? holes : `did you mean {${meant}}?`;
    issues.push(issueAt(at, `unknown hole {${hole}}`, fix));
  }
  for (const hole of missing)
    issues.push(issueAt(at, `the hole {${hole}} is missing`, `its holes are ${braced(known)}`));
  return issues;
}

function braced(holes: readonly string[]): string {
  return holes.map((hole) => `{${hole}}`).join(', ');
}

/** The issue at the column of the fault; where the sentence is folded or has escapes, the issue counts its characters. */
function brokenAt(at: Place, reason: string, offset: number): ContentIssue {
  const issue = issueAt(
    at,
    `the sentence is not a valid ICU message (${reason})`,
    "check its braces; write '{' for a brace itself",
  );
  const start = at.file.textStart(at.path);
  if (start !== undefined) return { ...issue, column: issue.column + start + offset };
  return { ...issue, what: `${issue.what} at character ${offset + 1}` };
}
