import { isEveryday, type EverydayWords } from './everyday-words.ts';
import { findOwner } from './find-owner.ts';
import type { Say } from './make-mention.ts';
import { meaningOf, means, type Segment } from './segment.ts';

/** What names are told from other words by. */
export interface NameWords {
  /** Last words of names that say little on their own: "server". */
  readonly generic: ReadonlySet<string>;
  readonly everyday: EverydayWords;
  readonly say: Say;
}

/**
 * The names of things that are asked about like components ("do SQL Server and Exchange still work?") and that the pack
 * does not know: the unknown words before the verb, one name for each member of a list. Beside things that the pack
 * knows, only members of the list that are nothing but a name count.
 */
export function findUnnamedComponents(
  clause: readonly Segment[],
  words: NameWords,
  beside: 'alone' | 'beside known ones',
): readonly string[] {
  const verb = clause.findIndex((part) => meaningOf(part, 'flow')?.ends === 'component');
  const items = splitItems(clause.slice(0, Math.max(verb, 0)));
  return items.flatMap((item, i) => {
    if (items.length > 1 && (i > 0 || beside !== 'alone') && !isOnlyName(item, words)) return [];
    if (items.length === 1 && beside !== 'alone') return [];
    return nameAtEnd(item, words) ?? [];
  });
}

/** The same where there is no verb: "proxy server / SMS / SNA", "what about Exchange?". */
export function findBareNames(
  clause: readonly Segment[],
  asked: boolean | 'asked of the upgrade',
  words: NameWords,
): readonly string[] {
  const items = splitItems(clause);
  // "What about Exchange 5.5?" names a product, of which the advice says that it is not covered.
  if (items.length === 1 && clause.some((part) => part.kind === 'version')) return [];
  const isList = items.length > 1;
  const about = means(clause[0], 'asks-about');
  const ofUpgrade = asked === 'asked of the upgrade';
  const asksElse = clause.some((part) => means(part, 'question-word') && !means(part, 'asks-about'));
  const isAsked = isList || about || asked !== false;
  if (asksElse || !items.every((item) => isOnlyName(item, words)) || !isAsked) return [];
  const names = items.flatMap((item) => nameAtEnd(item, words) ?? []);
  const named = clause.some(
    (part, i) => part.kind === 'word' && part.capital && (i > 0 || isList || ofUpgrade),
  );
  const generic = clause.some((part) => words.generic.has(part.norm));
  return names.length === items.length && (named || generic || about) ? names : [];
}

function splitItems(parts: readonly Segment[]): readonly (readonly Segment[])[] {
  const items: Segment[][] = [[]];
  for (const part of parts) {
    if (part.kind === 'comma' || means(part, 'joiner')) items.push([]);
    else items.at(-1)?.push(part);
  }
  return items.filter((item) => item.length > 0);
}

/** Nothing but a name, with articles and the like around it. */
function isOnlyName(item: readonly Segment[], words: NameWords): boolean {
  const named = item.some((part) => isName(part, words));
  return (
    named &&
    item.every(
      (part, i) => isNamePart(item, i, words) || means(part, 'filler') || means(part, 'question-word'),
    )
  );
}

/** The unknown words at the end of a stretch, fillers behind them left out: "does SQL Server still". */
function nameAtEnd(item: readonly Segment[], words: NameWords): string | undefined {
  let end = item.length;
  while (end > 0 && isSkipped(item[end - 1], words)) end -= 1;
  let begin = end;
  while (begin > 0 && isNamePart(item, begin - 1, words)) begin -= 1;
  while (begin < end && !isName(item[begin], words)) begin += 1;
  const [first, last] = [item[begin], item[end - 1]];
  return begin >= end || first === undefined || last === undefined ? undefined : words.say(first, last);
}

/** "still" and "be" between the name and the verb; "server" belongs to the name. */
function isSkipped(part: Segment | undefined, { generic, everyday, say }: NameWords): boolean {
  if (part === undefined || generic.has(part.norm)) return false;
  return means(part, 'filler') || (part.kind === 'word' && isEveryday(everyday, part.norm, say(part, part)));
}

/** Whether a word may be part of a name that the pack does not know. */
export function isName(part: Segment | undefined, { everyday, say }: NameWords): boolean {
  return part?.kind === 'word' && !isEveryday(everyday, part.norm, say(part, part));
}

/** A name goes on with numbers and with words such as "server"; a topic of the pack in it is part of it. */
function isNamePart(item: readonly Segment[], at: number, { generic, everyday, say }: NameWords): boolean {
  const part = item[at];
  if (part === undefined) return false;
  if (part.kind === 'word' || part.kind === 'version' || generic.has(part.norm)) return true;
  return means(part, 'reference') && part.capital && findOwner(item, at, everyday, say) !== undefined;
}
