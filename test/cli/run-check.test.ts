import { PassThrough } from 'node:stream';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCheck } from '../../src/cli/run-check.ts';

const PACK = 'backoffice-to-windows-server-2003';

describe('the last line of waymark check', () => {
  let knowledge = '';
  before(() => {
    knowledge = mkdtempSync(join(tmpdir(), 'waymark-check-'));
    cpSync(join('knowledge', PACK), join(knowledge, PACK), { recursive: true });
    for (const file of ['cases-asked.yaml', 'cases-messy.yaml']) rmSync(join(knowledge, PACK, file));
    write('cases.yaml', () => caseThatExpects('supported-via'));
  });
  after(() => rmSync(knowledge, { recursive: true }));

  it('says that all is well', () => {
    expect(lastLine()).to.deep.equal({ code: 0, line: '1 pack(s) loaded, 0 issue(s)' });
  });

  it('counts the cases that are not answered as expected', () => {
    write('cases.yaml', () => caseThatExpects('not-supported'));
    const line = '1 pack(s) loaded, 0 issue(s), 1 case(s) not as expected; see above';
    expect(lastLine()).to.deep.equal({ code: 1, line });
  });

  it('counts the lines of the text that nothing covers', () => {
    write('cases.yaml', () => caseThatExpects('supported-via'));
    write('pack.yaml', (text) => text.replace(/^ *- \{? *lines: 1\b.*\n/m, ''));
    expect(lastLine()).to.deep.include({ code: 1 });
    expect(lastLine().line).to.match(
      /^1 pack\(s\) loaded, 0 issue\(s\), \d+ line\(s\) not covered; see above$/,
    );
  });

  function write(file: string, change: (text: string) => string): void {
    const path = join(knowledge, PACK, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  }

  function lastLine(): { readonly code: number; readonly line: string | undefined } {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const defaults = { knowledge, dialogs: 'dialogs', language: 'en' };
    const code = runCheck(defaults, {
      stdin: new PassThrough(),
      stdout,
      stderr,
      defaults,
      version: '0',
      database: { url: undefined, file: '' },
      now: () => 0,
      serve: () => Promise.reject(new Error('not here')),
    });
    return { code, line: String(stdout.read()).trimEnd().split('\n').at(-1) };
  }
});

function caseThatExpects(verdict: string): string {
  return `cases:\n  - id: one\n    ask: BackOffice Server 2.5 to Windows Server 2003\n    expect: { verdict: ${verdict} }\n`;
}
