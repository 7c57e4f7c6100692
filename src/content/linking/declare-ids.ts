import type { Report } from '../issues/content-issue.ts';
import { didYouMean } from '../issues/nearest.ts';
import { isGroup } from '../reading/value-at.ts';
import type { Written } from '../reading/gather-pack.ts';
import { formatPlace, inside, issueAt, type Place } from '../reading/place.ts';

/** The ids of one kind of thing, each with its place: those of entries with a wrong shape too. */
export interface DeclaredIds {
  readonly noun: string;
  readonly ids: Map<string, Place>;
  /** Whether an id that is not here is certainly unknown. */
  readonly complete: boolean;
}

/** Collects the ids of entries; an id that was used before is reported with its first place. */
export function declareIds(
  noun: string,
  entries: readonly Pick<Written<unknown>, 'place' | 'raw'>[],
  complete: boolean,
  report: Report,
): DeclaredIds {
  const declared: DeclaredIds = { noun, ids: new Map(), complete };
  for (const entry of entries) declareId(declared, noun, entry, report);
  return declared;
}

export function declareId(
  declared: DeclaredIds,
  noun: string,
  entry: Pick<Written<unknown>, 'place' | 'raw'>,
  report: Report,
): void {
  const id = isGroup(entry.raw) ? entry.raw['id'] : undefined;
  if (typeof id !== 'string') return;
  const place = inside(entry.place, 'id');
  const first = declared.ids.get(id);
  if (first === undefined) declared.ids.set(id, place);
  else
    report(
      issueAt(place, `the ${noun} id "${id}" is used at ${formatPlace(first)} already`, 'give it another id'),
    );
}

/** Whether the id is declared; reports it at its place where it is not. */
export function isKnown(declared: DeclaredIds, id: string, place: Place, report: Report): boolean {
  if (declared.ids.has(id)) return true;
  if (declared.complete) {
    const fix = didYouMean(
      id,
      declared.ids.keys(),
      `declare it, or name a ${declared.noun} that is declared`,
    );
    report(issueAt(place, `unknown ${declared.noun} "${id}"`, fix));
  }
  return false;
}
