import { PassThrough, Writable } from 'node:stream';
import { expect } from 'chai';
import { runChat } from '../../src/cli/index.ts';
import { realAdvisor } from '../support/real-advisor.ts';

describe('waymark chat', () => {
  it('welcomes, answers and says goodbye when the input ends', async () => {
    const printed = await hold('BackOffice Server 2.5\n', undefined);
    expect(printed).to.match(/^Waymark answers/);
    expect(printed).to.contain('1. Upgrade to BackOffice Server 4.5. [18]');
    expect(printed.trimEnd()).to.match(/Bye\.$/);
  });

  it('ends at the word that says so, and reads nothing behind it', async () => {
    expect(await hold('exit\nBackOffice Server 2.5\n', undefined)).to.not.contain('BackOffice Server 2.5');
  });

  it('folds lines at the width of the terminal, or at 100 columns where that is unknown', async () => {
    for (const [columns, width] of [
      [80, 80],
      [300, 100],
      [0, 100],
      [undefined, 100],
    ] as const) {
      const lines = (await hold('BackOffice Server 4.0\n', columns)).split('\n');
      const longest = Math.max(...lines.map((line) => line.length));
      expect(longest, String(columns)).to.be.within(width - 15, width);
    }
  });
});

/** Everything that is printed while these lines are typed. */
async function hold(typed: string, columns: number | undefined): Promise<string> {
  const stdin = new PassThrough();
  let printed = '';
  const output = new Writable({
    write(chunk, _encoding, done) {
      printed += String(chunk);
      done();
    },
  });
  const stdout = columns === undefined ? output : Object.assign(output, { columns });
  stdin.end(typed);
  await runChat(realAdvisor(), { stdin, stdout });
  return printed;
}
