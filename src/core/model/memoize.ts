/**
 * A function that computes its result once for each argument, and returns the same result from then on. Arguments are
 * compared by identity, and a result is kept as long as its argument is: use it for values that are never changed.
 */
export function memoize<Key extends object, Built>(build: (key: Key) => Built): (key: Key) => Built {
  const built = new WeakMap<Key, { readonly value: Built }>();
  return (key) => {
    const known = built.get(key);
    if (known !== undefined) return known.value;
    const value = build(key);
    built.set(key, { value });
    return value;
  };
}
