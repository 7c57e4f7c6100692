import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Shot } from './send.ts';

/** Strings that programs often handle wrongly. */
const ODD_STRINGS = [
  '',
  '\u0000',
  'a\u0000b',
  '\ud83d',
  '\udc00\ud83d',
  '\ufeff',
  '\u202e',
  '__proto__',
  'constructor',
  '..',
  '.',
  '../../etc/passwd',
  "'; DROP TABLE conversations; --",
  '%00',
  '{0}{name}',
  '${x}',
  '<at>',
  '<script>',
  'x'.repeat(3_000),
  '𐀀'.repeat(400),
  'ﷺ'.repeat(2_000),
];

const oddString = fc.oneof(
  fc.constantFrom(...ODD_STRINGS),
  fc.string({ maxLength: 50 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

const oddValue = fc.oneof(
  oddString,
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1e308,
    [],
    {},
    [null],
    [[]],
    { id: 7 },
    { id: null },
    [{}],
    [{ id: '' }],
  ),
);

/** A body that the endpoint takes, as an object. */
export type Valid = () => Readonly<Record<string, unknown>>;

/** The valid body with some fields replaced, at the top or one level below. */
function changed(valid: Valid, more: readonly string[]): fc.Arbitrary<string> {
  const fields = [...new Set([...Object.keys(valid()), ...more])];
  const change = fc.record({
    field: fc.constantFrom(...fields),
    inner: fc.option(oddString),
    value: oddValue,
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const body: Record<string, unknown> = { ...valid() };
    for (const { field, inner, value } of changes) {
      const before = body[field];
      const nested = inner !== null && typeof before === 'object' && before !== null;
      body[field] = nested ? { ...before, [inner]: value } : value;
    }
    return JSON.stringify(body);
  });
}

/** JSON that is broken, too large or too deep. */
function broken(valid: Valid): fc.Arbitrary<string | Buffer> {
  const text = () => JSON.stringify(valid());
  return fc.oneof(
    fc.nat(200).map((length) => text().slice(0, length)),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.integer({ min: 1, max: 5_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
    fc.integer({ min: 1, max: 5_000 }).map((depth) => '{"a":'.repeat(depth)),
    fc.integer({ min: 20, max: 40 }).map((depth) => {
      const nest = '['.repeat(depth) + ']'.repeat(depth);
      return text().replace('{', `{"value":${nest},`);
    }),
    fc
      .constantFrom('__proto__', 'constructor', '\\u005f_proto__', 'prototype', 'toString', 'hasOwnProperty')
      .map((key) => text().replace('{', `{"${key}":{"polluted":true,"constructor":{"prototype":{}}},`)),
    fc.constantFrom('null', '7', '"text"', '[]', '{}', '{}{}', '\ufeff{}', 'NaN', '-', '1e999', '{"type":}'),
    fc.json(),
  );
}

const JSON_TYPES = ['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON'];
const OTHER_TYPES = [
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/xml',
  '',
  ';',
];

/**
 * Requests to one endpoint: with a changed or broken body, in an encoding that is not supported, or with another
 * method.
 */
export function hostileShots(
  path: string,
  method: string,
  valid: Valid,
  more: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): fc.Arbitrary<Shot> {
  const body = fc.oneof(
    { arbitrary: changed(valid, more), weight: 4 },
    { arbitrary: broken(valid), weight: 3 },
  );
  const json = fc.constantFrom(...JSON_TYPES).map((type) => ({ ...headers, 'content-type': type }));
  const as = (sent: fc.Arbitrary<Shot['body']>, kinds: fc.Arbitrary<Shot['headers']>) =>
    fc.record({ method: fc.constant(method), path: fc.constant(path), headers: kinds, body: sent });
  return fc.oneof(
    { arbitrary: as(body, json), weight: 12 },
    {
      arbitrary: as(
        body,
        fc.constantFrom(...OTHER_TYPES).map((type) => ({ ...headers, 'content-type': type })),
      ),
      weight: 2,
    },
    {
      arbitrary: fc
        .tuple(body, fc.constantFrom('gzip', 'deflate', 'br', 'gzip, gzip', 'x', ''))
        .map(([sent, coding]): Shot => ({
          method,
          path,
          headers: { ...headers, 'content-type': 'application/json', 'content-encoding': coding },
          body: coding === 'gzip' ? gzipSync(sent) : coding === 'deflate' ? deflateSync(sent) : sent,
        })),
      weight: 2,
    },
    {
      arbitrary: body.map((sent): Shot => {
        const part = `--x\r\nContent-Disposition: form-data; name="f"; filename="../f"\r\n\r\n`;
        const type = { 'content-type': 'multipart/form-data; boundary=x' };
        return { method, path, headers: { ...headers, ...type }, body: `${part}${String(sent)}\r\n--x--` };
      }),
      weight: 1,
    },
    {
      arbitrary: fc.record({
        method: fc.constantFrom('GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'POST', 'PROPFIND'),
        path: oddPath(path),
        headers: json,
        body,
      }),
      weight: 2,
    },
  );
}

/** Variants of the endpoint's path, and paths that try to leave it. */
function oddPath(path: string): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      path,
      `${path}/`,
      `/${path}`,
      `${path}/../messages`,
      `${path}%00`,
      `${path}?${'a='.repeat(500)}`,
      `${path}/%2e%2e/%2e%2e/etc/passwd`,
      '/%',
      '/%c0%af',
      '//',
      '/api/sources/a/..%2f..%2fpackage.json',
      '/desk/..%2f..%2fpackage.json',
      '/desk/%2e%2e/%2e%2e/package.json',
      '/api/sources/__proto__/constructor',
      `/${'a'.repeat(4_000)}`,
    ),
    fc.webPath().map((odd) => (odd.startsWith('/') ? odd : `/${odd}`)),
  );
}
