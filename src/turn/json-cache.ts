const cache = new WeakMap<object, string>();

/** The JSON of an object, cached for as long as the object lives. Only for objects that are never changed. */
export function jsonOf(value: object): string {
  const known = cache.get(value);
  if (known !== undefined) return known;
  const json = JSON.stringify(value);
  cache.set(value, json);
  return json;
}

/** Caches JSON that the caller has put together from known parts; returns the value. */
export function withGivenJson<Value extends object>(value: Value, json: string): Value {
  cache.set(value, json);
  return value;
}

/** Caches the JSON of a value; returns the value. */
export function withCachedJson<Value extends object>(value: Value): Value {
  jsonOf(value);
  return value;
}

/** The JSON of a list. Uses the cached JSON of its elements, but caches nothing itself. */
export function jsonOfList(values: readonly object[]): string {
  let list = '';
  for (const value of values) list += `${list === '' ? '' : ','}${cache.get(value) ?? JSON.stringify(value)}`;
  return `[${list}]`;
}

/** Adds fields to the JSON of a (not empty) object. The fields' values are JSON too, so that long texts are not escaped again. */
export function addJsonFields(object: string, fields: Readonly<Record<string, string>>): string {
  let json = object.slice(0, -1);
  for (const [name, value] of Object.entries(fields)) json += `,"${name}":${value}`;
  return `${json}}`;
}

/** Joins the JSON of two objects into that of one object. They must have no field in common, and neither may be empty. */
export function mergeJsonObjects(first: string, second: string): string {
  return `${first.slice(0, -1)},${second.slice(1)}`;
}
