import type { Activity } from '../connection/direct-line.ts';
import { fieldOf, textOf } from '../connection/read-field.ts';

/** Addresses of the source viewer, by the position of the claim that carries each. */
export type SourceLinks = ReadonlyMap<string, URL>;

/** Reads what the claims of a reply are based on. Takes pages of our own source viewer only. */
export function readSourceLinks({ entities = [] }: Activity): SourceLinks {
  return new Map(entities.flatMap(claimsOf).flatMap(viewerOf));
}

function claimsOf(entity: unknown): readonly unknown[] {
  const claims = fieldOf(entity, 'citation');
  return Array.isArray(claims) ? claims : [];
}

function viewerOf(claim: unknown): readonly (readonly [string, URL])[] {
  const address = textOf(fieldOf(claim, 'appearance'), 'isBasedOn');
  if (address === undefined || !URL.canParse(address, location.origin)) return [];
  const viewer = new URL(address, location.origin);
  if (viewer.origin !== location.origin || !viewer.pathname.startsWith('/sources/')) return [];
  return [[String(fieldOf(claim, 'position')), viewer]];
}
