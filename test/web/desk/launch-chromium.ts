import { existsSync } from 'node:fs';
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

/** The machine's own Chromium where there is one, else the one that comes as a package: no step by hand either way. */
export async function launchChromium(own = '/usr/bin/chromium'): Promise<Browser> {
  const executablePath = existsSync(own) ? own : await sparticuz.executablePath();
  return chromium.launch({ executablePath, args: ARGUMENTS });
}
