import { join } from 'node:path';
import { expect } from 'chai';
import { formatIssue, readTranscripts, runCase } from '../src/content/index.ts';
import { openBotTalk } from './support/bot-talk.ts';
import { realAdvisor } from './support/real-advisor.ts';
import { replay, type Replayed } from './support/replay.ts';
import { runBot, type RunningBot } from './support/running-bot.ts';
import { checkSeen } from './support/seen.ts';
import { openTerminal, type TerminalTalk } from './support/terminal-talk.ts';

const { cases, issues } = readTranscripts(join(import.meta.dirname, 'conversations'));

describe('Conversations', () => {
  let bot: RunningBot;
  let terminal: TerminalTalk | undefined;
  before(async () => {
    bot = await runBot();
  });
  after(() => bot.close());
  afterEach(async () => {
    await terminal?.leave();
    terminal = undefined;
  });

  it('are written as they should be', () => {
    expect(issues.map(formatIssue)).to.deep.equal([]);
    expect(cases).to.have.length.greaterThan(30);
  });

  for (const transcript of cases) {
    describe(transcript.title ?? transcript.id, () => {
      let played: readonly Replayed[] | undefined;
      /** The replies of the core, which both hosts must show. */
      const replayed = () => (played ??= replay(realAdvisor(), transcript));

      it('with the core', () => {
        const failures = runCase(realAdvisor(), transcript);
        expect(failures.map(({ place, problem }) => `${place}: ${problem}`)).to.deep.equal([]);
      });

      it('in the terminal', async () => {
        terminal = await openTerminal(realAdvisor());
        const problems: string[] = [];
        for (const each of replayed()) problems.push(...checkSeen(each, await terminal.say(each.turn)));
        expect(problems).to.deep.equal([]);
      });

      it('with the bot over HTTP', async () => {
        const talk = openBotTalk(bot, transcript.id);
        const problems: string[] = [];
        for (const each of replayed()) problems.push(...checkSeen(each, await talk.say(each)));
        expect(problems).to.deep.equal([]);
      });
    });
  }
});
