import { mkdirSync } from 'node:fs';
import { launchChromium } from '../test/web/support/launch-chromium.ts';
import { runBot } from '../test/support/running-bot.ts';

// Takes the picture of the desk page that the README shows: `npm run screenshot`, after a build.
const bot = await runBot();
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 860 } });
  await page.goto(`${bot.url}/desk`);
  await page.locator('#question').fill('backoffice 4.0 to 2003');
  await page.locator('.source-line').waitFor();
  mkdirSync('docs/pictures', { recursive: true });
  await page.screenshot({ path: 'docs/pictures/desk.png' });
} finally {
  await browser.close();
  await bot.close();
}
