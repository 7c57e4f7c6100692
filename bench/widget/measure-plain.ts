import type { Browser } from 'playwright-core';
import { openSlowPhone } from './slow-phone.ts';

/** Milliseconds after the address was opened. */
export interface PlainTimes {
  /** Web Chat's own input can be typed into. */
  readonly input: number;
  /** The bot's greeting is shown. */
  readonly greeting: number;
}

const INPUT = ".webchat__send-box-text-box__input:not([aria-disabled='true']):not(:disabled)";
const GREETING = '.webchat__basic-transcript__activity';

/** Notes, frame by frame, when something is first there. */
const WATCH = `
  window.seen = {};
  const look = () => {
    for (const [name, selector] of ${JSON.stringify([
      ['input', INPUT],
      ['greeting', GREETING],
    ])}) {
      if (seen[name] === undefined && document.querySelector(selector) !== null) seen[name] = performance.now();
    }
    requestAnimationFrame(look);
  };
  look();
`;

export async function measurePlain(browser: Browser, url: string): Promise<PlainTimes> {
  const page = await openSlowPhone(browser);
  await page.addInitScript(WATCH);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction('seen.input !== undefined && seen.greeting !== undefined', undefined, {
    timeout: 60_000,
  });
  const seen: unknown = await page.evaluate('seen');
  await page.context().close();
  return isTimes(seen) ? seen : { input: NaN, greeting: NaN };
}

function isTimes(value: unknown): value is PlainTimes {
  return typeof value === 'object' && value !== null && 'input' in value && 'greeting' in value;
}
