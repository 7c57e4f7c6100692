import type { Activity } from '../line/direct-line.ts';
import { hasField } from '../has-field.ts';

/** Addresses of the source viewer, by the position of the claim that carries each. */
export type Viewers = ReadonlyMap<string, URL>;

/** Reads what the claims of a reply are based on. Takes pages of our own source viewer only. */
export function readViewers({ entities = [] }: Activity): Viewers {
  return new Map(entities.flatMap(claimsOf).flatMap(viewerOf));
}

function claimsOf(entity: unknown): readonly unknown[] {
  return hasField(entity, 'citation') && Array.isArray(entity.citation) ? entity.citation : [];
}

function viewerOf(claim: unknown): readonly (readonly [string, URL])[] {
  if (!hasField(claim, 'position') || !hasField(claim, 'appearance')) return [];
  const { position, appearance } = claim;
  if (!hasField(appearance, 'isBasedOn') || typeof appearance.isBasedOn !== 'string') return [];
  if (!URL.canParse(appearance.isBasedOn, location.origin)) return [];
  const viewer = new URL(appearance.isBasedOn, location.origin);
  if (viewer.origin !== location.origin || !viewer.pathname.startsWith('/sources/')) return [];
  return [[String(position), viewer]];
}
