import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { endWithReader } from '../../src/cli/index.ts';

describe('a command whose output is no longer read', () => {
  const commands = [
    { words: ['--help'], input: '' },
    { words: ['ask', 'BackOffice', 'Server', '2.5'], input: '' },
    { words: ['ask', '--jsonl'], input: '{"id": 1, "text": "fax"}\n'.repeat(50) },
    { words: ['chat'], input: 'fax\n'.repeat(50) },
    { words: ['check', '--pack', 'no-such-pack'], input: '' },
  ];

  for (const { words, input } of commands) {
    it(`ends without a word: waymark ${words.join(' ')}`, async function () {
      this.timeout(30_000);
      const child = spawn(process.execPath, ['bin/waymark.js', ...words], {
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      const ended = once(child, 'exit');
      let errors = '';
      child.stderr.on('data', (chunk) => (errors += String(chunk)));
      child.stdin.on('error', () => undefined);
      child.stdout.destroy();
      child.stdin.end(input);
      await ended;
      expect(errors).to.not.match(/EPIPE|^\s+at /m);
      // Nothing need be printed to standard output where the command is refused.
      expect(child.exitCode).to.be.oneOf(words.includes('no-such-pack') ? [1, 141] : [141]);
    });
  }

  it('ends with the code of SIGPIPE', () => {
    const output = new PassThrough();
    const codes: number[] = [];
    endWithReader(output, (code) => codes.push(code));
    output.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    expect(codes).to.deep.equal([141]);
  });

  it('does not hide any other error of the stream', () => {
    const output = new PassThrough();
    endWithReader(output, () => undefined);
    expect(() => output.emit('error', new Error('the disk is full'))).to.throw('the disk is full');
  });
});
