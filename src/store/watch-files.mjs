// @ts-check
import { Buffer } from 'node:buffer';
import { fstatSync, openSync, readSync, statSync } from 'node:fs';
import { readLogIndex } from './read-log-index.mjs';

/** @typedef {import('./read-log-index.mjs').LogIndex} LogIndex */

/**
 * What somebody did to a file of the database while it was open. `part`: the main file (''), the log, or its index.
 *
 * @typedef {{ readonly part: Part, readonly what: 'deleted' | 'replaced' | 'shortened' | 'overwritten' }} Touch
 * @typedef {'' | '-wal' | '-shm'} Part
 */

/** How often to look again while another process writes the index. */
const MOST_LOOKS = 5;
/** The size of the header of the main file, of the log, and of each frame of the log. */
const [HEADER, LOG_HEADER, FRAME_HEADER] = [100, 32, 24];
const MAGIC = Buffer.from('SQLite format 3\0');

/**
 * Watches the three files of a database in write-ahead mode that this process has open. The returned `look` tells what was
 * done to them past SQLite, or undefined. `isWhole` tells whether SQLite still has everything, although the log or its
 * index was deleted. `index` reads the log's index.
 *
 * Its file descriptors stay open until the thread ends: closing one takes away the locks that SQLite has on the file.
 *
 * @param {string} file
 */
export function watchFiles(file) {
  const [main, log, index] = [watched(file, ''), watched(file, '-wal'), watched(file, '-shm')];
  /**
   * The main file when it was last seen without a checkpoint under way.
   *
   * @type {{ readonly checkpoint: string, readonly size: number, readonly time: bigint } | undefined}
   */
  let known;
  let wasFilled = false;

  return { look, isWhole, index: () => readLogIndex(index.descriptor) };

  /** @returns {Touch | undefined} */
  function look() {
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      const moved = whatMoved();
      if (moved !== undefined) return moved;
      const before = readLogIndex(index.descriptor);
      if (before === undefined) continue;
      const { size, mtimeNs: time } = statSync(file, { bigint: true });
      const touched = inMain(before, Number(size), time) ?? inLog(before);
      // Other processes write meanwhile: what was found counts only if they did not.
      if (readLogIndex(index.descriptor)?.whole !== before.whole) continue;
      if (touched !== undefined) return touched;
      known = before.isSettled ? { checkpoint: before.checkpoint, size: Number(size), time } : undefined;
      return undefined;
    }
    return undefined;
  }

  function isWhole() {
    const now = readLogIndex(index.descriptor);
    if (now === undefined || moveOf(main) !== undefined) return false;
    // A file that is there anew belongs to another process, which would not see what this one writes.
    if ([log, index].some((each) => (moveOf(each)?.what ?? 'deleted') !== 'deleted')) return false;
    const { size, mtimeNs: time } = statSync(file, { bigint: true });
    return inMain(now, Number(size), time) === undefined && inLog(now) === undefined;
  }

  /**
   * Nobody who goes through SQLite deletes or replaces any of the three while this process has them open.
   *
   * @returns {Touch | undefined}
   */
  function whatMoved() {
    return moveOf(main) ?? moveOf(log) ?? moveOf(index);
  }

  /**
   * @param {ReturnType<typeof watched>} watched
   * @returns {Touch | undefined}
   */
  function moveOf({ part, inode }) {
    const found = statSync(`${file}${part}`, { throwIfNoEntry: false });
    if (found === undefined) return { part, what: 'deleted' };
    if (found.ino !== inode) return { part, what: 'replaced' };
    if (part !== '') return undefined;
    // A new file is empty until the first statement.
    if (found.size === 0 && wasFilled) return { part, what: 'shortened' };
    wasFilled ||= found.size > 0;
    return undefined;
  }

  /**
   * In write-ahead mode only checkpoints write the main file.
   *
   * @param {LogIndex} now
   * @param {number} size
   * @param {bigint} time
   * @returns {Touch | undefined}
   */
  function inMain(now, size, time) {
    if (!wasFilled || !now.isSettled) return undefined;
    const header = read(main.descriptor, 0, HEADER);
    if (header.length < HEADER) return { part: '', what: 'shortened' };
    if (!header.subarray(0, MAGIC.length).equals(MAGIC)) return { part: '', what: 'overwritten' };
    const needed = header.readUInt32BE(28) * now.pageSize;
    // While frames wait in the log, the header may already count pages that come with them.
    if (now.copied === now.frames && size < needed) return { part: '', what: 'shortened' };
    if (known === undefined || known.checkpoint !== now.checkpoint) return undefined;
    if (size < known.size) return { part: '', what: 'shortened' };
    return size > known.size || time !== known.time ? { part: '', what: 'overwritten' } : undefined;
  }

  /**
   * The log must reach to its last frame, and begin and end as the index says.
   *
   * @param {LogIndex} now
   * @returns {Touch | undefined}
   */
  function inLog({ frames, pageSize, salts, checksum }) {
    if (frames === 0) return undefined;
    const last = LOG_HEADER + (frames - 1) * (FRAME_HEADER + pageSize);
    const { size } = fstatSync(log.descriptor);
    if (size < last + FRAME_HEADER + pageSize) return { part: '-wal', what: 'shortened' };
    const beginning = read(log.descriptor, 0, LOG_HEADER).toString('hex', 16, 24);
    const ending = read(log.descriptor, last, FRAME_HEADER).toString('hex', 8);
    return beginning === salts && ending === `${salts}${checksum}`
      ? undefined
      : { part: '-wal', what: 'overwritten' };
  }
}

/**
 * @param {string} file
 * @param {Part} part
 */
function watched(file, part) {
  const path = `${file}${part}`;
  return { part, descriptor: openSync(path, 'r'), inode: statSync(path).ino };
}

/**
 * @param {number} descriptor
 * @param {number} from
 * @param {number} length
 */
function read(descriptor, from, length) {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, from));
}
