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

describe('waymark ask --jsonl', () => {
  it('names the number of a bad line, blank lines counted too', async () => {
    const [stdin, stdout] = [new PassThrough(), new PassThrough()];
    stdin.end('{"id": 1, "text": "fax"}\n\nnot JSON\n{"id": "b", "txt": "fax"}\n');
    const defaults = { knowledge: 'knowledge', dialogs: 'dialogs', language: 'en' };
    const unused = { database: { url: undefined, file: '' }, now: () => 0, serve: () => Promise.resolve(0) };
    const host = { stdin, stdout, stderr: new PassThrough(), defaults, version: '0', ...unused };
    expect(await runCli(['node', 'waymark', 'ask', '--jsonl'], host)).to.equal(1);
    const [, notJson, misspelt] = String(stdout.read())
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(notJson).to.deep.equal({ id: null, line: 3, error: 'this line is not JSON' });
    expect(misspelt).to.include({ id: 'b', line: 4 });
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
