/** A release number as the vendor writes it, with its numeric parts for comparison. */
export interface Version {
  readonly text: string;
  readonly parts: readonly number[];
  /** What follows the numbers after a hyphen, such as `rc1`. `3.0-rc1` is older than `3.0`. */
  readonly preRelease: string | undefined;
}

const VERSION = /^v?(\d{1,9}(?:\.\d{1,9}){0,7})(?:-([0-9a-z][0-9a-z.-]{0,31}))?$/i;

/** Parses `4.5`, `v2.1.10` or `3.0-rc1`. Undefined for anything that is not a release number. */
export function parseVersion(text: string): Version | undefined {
  const match = VERSION.exec(text.trim());
  if (match?.[1] === undefined) return undefined;
  return { text: text.trim(), parts: match[1].split('.').map(Number), preRelease: match[2]?.toLowerCase() };
}

/**
 * Orders versions part by part as numbers: negative where `a` is older, positive where it is newer, 0 if they
 * are the same release (`4` and `4.0`). The order follows Semantic Versioning 2.0.0, section 11, extended to any
 * number of parts.
 */
export function compareVersions(a: Version, b: Version): number {
  const length = Math.max(a.parts.length, b.parts.length);
  for (let i = 0; i < length; i++) {
    const difference = (a.parts[i] ?? 0) - (b.parts[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePreRelease(a.preRelease, b.preRelease);
}

/** A text that is equal for versions that are the same to `compareVersions`. */
export function versionKey({ parts, preRelease }: Version): string {
  const last = parts.findLastIndex((part) => part !== 0);
  const numbers = parts.slice(0, last + 1).join('.');
  return preRelease === undefined
    ? numbers
    : `${numbers}-${preRelease.split('.').map(identifierKey).join('.')}`;
}

function identifierKey(identifier: string): string {
  return isNumber(identifier) ? String(Number(identifier)) : identifier;
}

function isNumber(identifier: string): boolean {
  return /^\d+$/.test(identifier);
}

function comparePreRelease(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0);
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = compareIdentifiers(left[i], right[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareIdentifiers(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1);
  const numeric = [a, b].map((part) => (isNumber(part) ? Number(part) : undefined));
  const [left, right] = numeric;
  if (left !== undefined && right !== undefined) return left - right;
  if (left !== undefined) return -1;
  if (right !== undefined) return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
