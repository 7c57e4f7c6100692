import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

const ARGUMENTS = ['--no-sandbox', '--disable-background-networking', '--disable-quic', '--no-first-run'];

/** The machine's own Chromium where there is one, else the one that comes as a package: no step by hand either way. */
export async function launchChromium(own = '/usr/bin/chromium'): Promise<Browser> {
  if (existsSync(own)) return chromium.launch({ executablePath: own, args: [...ARGUMENTS, '--headless'] });
  const executablePath = await sparticuz.executablePath();
  return chromium.launch({ executablePath, args: [...sparticuz.args, ...ARGUMENTS] });
}
