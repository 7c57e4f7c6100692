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

/** The value, whose JSON is kept from now on. */
export function keepJson<Value extends object>(value: Value): Value {
  jsonOf(value);
  return value;
}

/** A list as JSON. That of its elements is taken where it is kept; where it is not, it is made and not kept. */
export function jsonOfList(values: readonly object[]): string {
  let list = '';
  for (const value of values) list += `${list === '' ? '' : ','}${kept.get(value) ?? JSON.stringify(value)}`;
  return `[${list}]`;
}

/** The JSON of an object with more fields, whose JSON is known too: a long text is put in as it is, and never copied. */
export function withFields(object: string, fields: Readonly<Record<string, string>>): string {
  let json = object.slice(0, -1);
  for (const [name, value] of Object.entries(fields)) json += `,"${name}":${value}`;
  return `${json}}`;
}

/** The JSON of two objects as that of one with the fields of both. They share none, and neither is empty. */
export function joinJson(first: string, second: string): string {
  return `${first.slice(0, -1)},${second.slice(1)}`;
}
