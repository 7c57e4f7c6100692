const kept = new WeakMap<object, string>();

/** A value as JSON, made once for each object: for values that are never changed and are stored, sent and measured. */
export function jsonOf(value: object): string {
  const known = kept.get(value);
  if (known !== undefined) return known;
  const json = JSON.stringify(value);
  kept.set(value, json);
  return json;
}

/** The value, whose JSON is known from its parts. */
export function withJson<Value extends object>(value: Value, json: string): Value {
  kept.set(value, json);
  return value;
}

/** A list as JSON, of which each element is made only once. */
export function jsonOfList(values: readonly object[]): string {
  return `[${values.map(jsonOf).join(',')}]`;
}

/** The JSON of two objects as that of one with the fields of both. They share none, and neither is empty. */
export function joinJson(first: string, second: string): string {
  return `${first.slice(0, -1)},${second.slice(1)}`;
}
