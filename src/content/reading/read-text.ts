import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import type { ContentIssue } from '../issues/content-issue.ts';
import { whyUnreadable } from './why-unreadable.ts';

const MOST_BYTES = 8 * 1024 * 1024;

/** A file's text without a byte order mark, and the sha256 of its bytes as they are. */
export interface ReadText {
  readonly text: string;
  readonly sha256: string;
}

/**
 * Reads a file of a pack or of the dialogs as UTF-8. Refused: what leads out of `folder` (after following links), what
 * is no plain file, more than 8 MB, another encoding. `name` is how issues call the file.
 */
export function readText(path: string, folder: string, name: string): ReadText | ContentIssue {
  const refuse = (what: string, fix: string): ContentIssue => ({ file: name, line: 1, column: 1, what, fix });
  try {
    if (!realpathSync(path).startsWith(realpathSync(folder) + sep)) {
      return refuse('this link leads out of its folder', 'put a copy of the file here in its place');
    }
    const status = statSync(path);
    // A pipe or a device would hang the reader.
    if (!status.isFile()) return refuse('this is not a regular file', 'remove it');
    if (status.size > MOST_BYTES) {
      return refuse(
        `the file has ${status.size} bytes, and at most ${MOST_BYTES} are read`,
        'split it into several files',
      );
    }
    return decode(readFileSync(path), name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return refuse('the file is missing', 'add it, or take out what names it');
    const { what, fix } = whyUnreadable(error, 'file');
    return refuse(what, fix);
  }
}

export function isText(read: ReadText | ContentIssue): read is ReadText {
  return 'text' in read;
}

function decode(bytes: Buffer, name: string): ReadText | ContentIssue {
  const utf16 =
    bytes.length >= 2 &&
    ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));
  const fix = 'open it in an editor and save it as UTF-8';
  if (utf16) return { file: name, line: 1, column: 1, what: 'the file is encoded as UTF-16', fix };
  const text = bytes.toString('utf8');
  if (!isUtf8(bytes)) {
    const { at, offset } = firstBadByte(bytes, text);
    return { file: name, ...positionIn(text, at), what: `the byte at offset ${offset} is not UTF-8`, fix };
  }
  const nul = text.indexOf('\0');
  if (nul >= 0)
    return {
      file: name,
      ...positionIn(text, nul),
      what: 'the file contains a NUL character, so it is not a text',
      fix,
    };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text, sha256 };
}

/** Decoding puts U+FFFD for a bad byte; the first one that the bytes do not spell out is the place. */
function firstBadByte(bytes: Buffer, text: string): { at: number; offset: number } {
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) {
    offset += Buffer.byteLength(text.slice(from, at));
    from = at;
    if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd)
      return { at, offset };
  }
  return { at: 0, offset: 0 };
}

/** Line and column, both from 1, of an offset in the text. */
function positionIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
