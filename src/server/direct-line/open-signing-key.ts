import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import type { Log } from '../log/index.ts';
import { nameError } from '../log/index.ts';

const FILE = 'direct-line.key';
const SHORTEST = 32;

/**
 * The key that signs the web chat's tokens: the setting DIRECT_LINE_SIGNING_KEY, or a file beside the database that the first
 * start creates. Problems that the operator should fix are logged.
 */
export function openSigningKey(
  {
    directLineSigningKey,
    dataDir,
    databaseUrl,
  }: Pick<Config, 'directLineSigningKey' | 'dataDir' | 'databaseUrl'>,
  log: Log,
): string {
  if (directLineSigningKey !== undefined) return directLineSigningKey;
  if (databaseUrl !== undefined) {
    log.say(
      `DIRECT_LINE_SIGNING_KEY is not set: the web chat's tokens are signed with a key in ${dataDir}, which other instances on the same database do not know. Set it to one value for all.`,
    );
  }
  try {
    return readOrMake(dataDir);
  } catch (error) {
    log.say(
      `The key of the web chat's tokens cannot be kept in ${dataDir} (${nameError(error)}): conversations of the web chat begin again after a restart. Check the folder, or set DIRECT_LINE_SIGNING_KEY.`,
    );
    return makeKey();
  }
}

function readOrMake(folder: string): string {
  const file = join(folder, FILE);
  const known = read(file);
  if (known !== undefined) return known;
  mkdirSync(folder, { recursive: true });
  // Written under a temporary name and then linked: of two processes that start together, one creates the key and the other
  // reads it.
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, makeKey(), { mode: 0o600, flag: 'wx', flush: true });
    linkSync(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = read(file);
  if (made === undefined) throw new Error('the key file was deleted');
  return made;
}

/** The key in the file; undefined if there is no file. Throws if the key is too short, so damaged. */
function read(file: string): string | undefined {
  try {
    const key = readFileSync(file, 'utf8').trim();
    if (key.length < SHORTEST) throw new Error('the key is too short');
    return key;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function makeKey(): string {
  return randomBytes(32).toString('base64url');
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
