import type { Activity } from '../connection/activity.ts';
import { fieldOf, textOf } from '../connection/read-field.ts';

/** Addresses in the source viewer, by the number of the footnote (the claim's `position`). */
export type SourceLinks = ReadonlyMap<string, URL>;

/**
 * Reads the addresses from the claims of a reply. Addresses outside of our own source viewer are left out.
 * @param origin the page's own
 */
export function readSourceLinks({ entities = [] }: Activity, origin: string): SourceLinks {
  return new Map(entities.flatMap(claimsOf).flatMap((claim) => linkOf(claim, origin)));
}

function claimsOf(entity: unknown): readonly unknown[] {
  const claims = fieldOf(entity, 'citation');
  return Array.isArray(claims) ? claims : [];
}

function linkOf(claim: unknown, origin: string): readonly (readonly [string, URL])[] {
  const address = textOf(fieldOf(claim, 'appearance'), 'isBasedOn');
  if (address === undefined || !URL.canParse(address, origin)) return [];
  const link = new URL(address, origin);
  if (link.origin !== origin || !link.pathname.startsWith('/sources/')) return [];
  return [[String(fieldOf(claim, 'position')), link]];
}
