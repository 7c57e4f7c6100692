import { inside, type Place } from '../reading/place.ts';

/** The items of "one or a list of", each with its place. */
export function asList<T>(written: T | readonly T[], place: Place): readonly (readonly [T, Place])[] {
  return isList(written) ? written.map((item, i) => [item, inside(place, i)] as const) : [[written, place]];
}

function isList<T>(written: T | readonly T[]): written is readonly T[] {
  return Array.isArray(written);
}
