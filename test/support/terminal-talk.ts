import { PassThrough, Writable } from 'node:stream';
import { runChat } from '../../src/cli/index.ts';
import type { Advisor } from '../../src/core/index.ts';
import type { Replayed } from './replay.ts';
import { choicesIn, linesIn, type Seen } from './seen.ts';

/** A conversation with `waymark chat`, its streams in memory. */
export interface TerminalTalk {
  /** Types a line (for a button, its label) and reads until the next prompt. */
  say(turn: Replayed['turn']): Promise<Seen>;
  leave(): Promise<void>;
}

export async function openTerminal(advisor: Advisor): Promise<TerminalTalk> {
  const prompt = advisor.words.say('terminal.prompt');
  const stdin = new PassThrough();
  let printed = '';
  let prompted: () => void = () => undefined;
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      printed += String(chunk);
      if (printed.endsWith(prompt)) prompted();
      done();
    },
  });
  const ended = runChat(advisor, { stdin, stdout });
  if (!printed.endsWith(prompt)) await new Promise<void>((resolve) => (prompted = resolve));
  return {
    async say(turn) {
      printed = '';
      const back = new Promise<void>((resolve) => (prompted = resolve));
      stdin.write(`${turn.kind === 'user' ? turn.text : turn.label}\n`);
      await back;
      const text = printed.slice(0, -prompt.length);
      return { text, lines: linesIn(text), choices: choicesIn(text) };
    },
    async leave() {
      stdin.end();
      await ended;
    },
  };
}
