/** A list of at least one element. With it the compiler checks that no claim stands without a citation. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** The list as a `NonEmpty`, or undefined if it is empty. */
export function nonEmpty<T>(items: readonly T[]): NonEmpty<T> | undefined {
  return isNonEmpty(items) ? items : undefined;
}

function isNonEmpty<T>(items: readonly T[]): items is NonEmpty<T> {
  return items.length > 0;
}

/** Applies `each` to every element; a non-empty list stays non-empty. */
export function mapNonEmpty<T, U>(items: NonEmpty<T>, each: (item: T, index: number) => U): NonEmpty<U> {
  const [first, ...rest] = items;
  return [each(first, 0), ...rest.map((item, i) => each(item, i + 1))];
}
