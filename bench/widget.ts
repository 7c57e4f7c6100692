import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { runBot } from '../test/support/running-bot.ts';
import { launchChromium } from '../test/web/support/launch-chromium.ts';
import { timing } from './measure.ts';
import { ms, printTable } from './table.ts';
import { measureChat } from './widget/measure-chat.ts';
import { measurePlain } from './widget/measure-plain.ts';
import { startPlainSite } from './widget/plain-site.ts';

/**
 * How soon a visitor with a mid-range phone on slow 4G can type, and sees Web Chat: our chat page beside a plain set-up of
 * Web Chat, on the same server, in turns. Every page is loaded anew, with an empty cache.
 */
export async function benchWidget(short: boolean): Promise<void> {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-bundles.ts'], { stdio: 'inherit' });
  const plain = await startPlainSite();
  const bot = await runBot({
    ALLOWED_ORIGINS: plain.url,
    WEBCHAT_RATE_BURST: '1000',
    WEBCHAT_RATE_PER_MINUTE: '1000',
  });
  plain.use(bot.url);
  const browser = await launchChromium();
  const rows = { shell: [], webChat: [], plainInput: [], plainTalk: [], lost: [] } satisfies Record<
    string,
    number[]
  >;
  const measured: Record<keyof typeof rows, number[]> = rows;
  // The browser's own start is nobody's.
  await measureChat(browser, bot.url);
  for (let round = 0; round < (short ? 1 : 5); round += 1) {
    const ours = await measureChat(browser, bot.url);
    measured.shell.push(ours.shell);
    measured.webChat.push(ours.webChat);
    measured.lost.push(ours.lostKeys);
    const theirs = await measurePlain(browser, plain.url);
    measured.plainInput.push(theirs.input);
    measured.plainTalk.push(theirs.greeting);
  }
  await browser.close();
  await bot.close();
  await plain.close();

  const row = (name: string, times: readonly number[]) => {
    const { median, worst } = timing(times);
    return [name, ms(Math.min(...times)), ms(median), ms(worst)];
  };
  printTable(
    `The widget on a slow phone (1.6 Mbit/s, 150 ms, processor 4 times slower; load ${loadavg()[0]?.toFixed(1) ?? '?'}), ms after the address was opened`,
    ['', 'best', 'median', 'worst'],
    [
      row('chat page: greeting, suggested questions, input', measured.shell),
      row('chat page: Web Chat shows the conversation', measured.webChat),
      row('plain Web Chat: the input can be typed into', measured.plainInput),
      row('plain Web Chat: the greeting is shown', measured.plainTalk),
    ],
  );
  const lost = measured.lost.reduce((sum, keys) => sum + keys, 0);
  process.stdout.write(`Keys lost while Web Chat took over: ${String(lost)}\n`);
}
