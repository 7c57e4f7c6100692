import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { readAskLine } from '../../src/cli/read-ask-line.ts';
import { runCli } from '../../src/cli/index.ts';

describe('a line of waymark ask --jsonl', () => {
  it('says that a text and turns do not go together, with the id', () => {
    const line = readAskLine('{"id": 7, "text": "a", "turns": ["b"]}');
    expect(line).to.include({ kind: 'bad', id: 7 });
    expect(line.kind === 'bad' ? line.error : '').to.match(/"text" and "turns"/);
  });
});

describe('waymark --version', () => {
  it('prints the version and is done', async () => {
    const stdout = new PassThrough();
    const defaults = { knowledge: 'knowledge', dialogs: 'dialogs', language: 'en' };
    const host = { stdin: new PassThrough(), stdout, stderr: new PassThrough(), defaults, version: '1.2.3' };
    const unused = { database: { url: undefined, file: '' }, now: () => 0, serve: () => Promise.resolve(0) };
    const code = await runCli(['node', 'waymark', '--version'], { ...host, ...unused });
    expect([code, String(stdout.read())]).to.deep.equal([0, '1.2.3\n']);
  });
});
