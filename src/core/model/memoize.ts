/** Builds something once for each object and keeps it as long as the object lives: content is replaced, never changed. */
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
