// @ts-check
import { Buffer } from 'node:buffer';
import { readSync } from 'node:fs';

/**
 * What SQLite says in the index of the write-ahead log (`-shm`; its format: https://sqlite.org/walformat.html). Every
 * process that writes through SQLite changes it: a commit counts up the frames, a checkpoint (which copies frames to the
 * main file) tells before it writes and after it.
 *
 * @typedef {object} LogIndex
 * @property {string} whole everything but the marks and locks of readers
 * @property {string} checkpoint the part that every checkpoint, and every new beginning of the log, changes
 * @property {boolean} isSettled whether no checkpoint is under way, and none was broken off
 * @property {number} frames how many frames the log has
 * @property {number} copied how many of them are in the main file
 * @property {number} pageSize
 * @property {string} salts the two numbers that every frame of this log carries
 * @property {string} checksum the checksum of the last frame, as the frame has it
 */

/** The size of what is read, and of the first of the two copies of the log's state that it begins with. */
const [SIZE, COPY] = [136, 48];

/**
 * Reads the index; undefined while another process is writing it.
 *
 * @param {number} descriptor of the `-shm` file
 * @returns {LogIndex | undefined}
 */
export function readLogIndex(descriptor) {
  const bytes = Buffer.alloc(SIZE);
  if (readSync(descriptor, bytes, 0, SIZE, 0) < SIZE) return undefined;
  const state = bytes.subarray(0, COPY);
  if (!state.equals(bytes.subarray(COPY, 2 * COPY)) || bytes[12] !== 1) return undefined;
  const [copied, tried] = [number(bytes, 96), number(bytes, 128)];
  const size = new Uint16Array(Uint8Array.from(bytes.subarray(14, 16)).buffer)[0] ?? 0;
  const salts = state.toString('hex', 32, 40);
  const checksum = Buffer.alloc(8);
  checksum.writeUInt32BE(number(bytes, 24), 0);
  checksum.writeUInt32BE(number(bytes, 28), 4);
  return {
    whole: `${state.toString('hex')} ${String(copied)} ${String(tried)}`,
    checkpoint: `${salts} ${String(copied)} ${String(tried)}`,
    isSettled: copied === tried,
    frames: number(bytes, 16),
    copied,
    pageSize: size === 1 ? 65_536 : size,
    salts,
    checksum: checksum.toString('hex'),
  };
}

/**
 * A number in the byte order of this machine, as SQLite keeps them in memory that processes share.
 *
 * @param {Buffer} bytes
 * @param {number} at
 */
function number(bytes, at) {
  return new Uint32Array(Uint8Array.from(bytes.subarray(at, at + 4)).buffer)[0] ?? 0;
}
