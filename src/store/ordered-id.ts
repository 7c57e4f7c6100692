import { randomUUID } from 'node:crypto';

/**
 * A new id, later ones behind earlier ones: an index on random ids is written all over, and one on these at its end.
 * `now` is in milliseconds since 1970.
 */
export function orderedId(now: number): string {
  return `${now.toString(16).padStart(12, '0')}-${randomUUID()}`;
}
