import { expect } from 'chai';
import { createJsonSink } from '../../../src/server/log/open-log-sink.ts';
import { createLog, nameError, errorPlace, type LogLine } from '../../../src/server/log/index.ts';

describe('the log', () => {
  it('writes one JSON object a line, with level, event and time', () => {
    const written: string[] = [];
    const write = createJsonSink({ write: (text) => written.push(text) });
    createLog({ level: 'info', write, now: () => 0 }).note('turn-failed', { request: 'r', status: 500 });
    const line: unknown = JSON.parse(written.join(''));
    expect(line).to.include({ level: 'error', event: 'turn-failed', request: 'r', status: 500 });
    expect(line).to.have.property('message', 'a turn failed');
    expect(line)
      .to.have.property('time')
      .that.matches(/^\d{4}-\d\d-\d\dT/);
  });

  it('writes an error’s kind and place, and never its message', () => {
    const cause = Object.assign(new Error('canary\n    at canary (file:///x/canary.ts:1:1)'), { code: 'E1' });
    const [line] = noted('debug', (log) => log.note('turn-failed', { cause }));
    expect(line?.fields['error']).to.equal('Error E1');
    expect(line?.fields['place']).to.match(/test\/server\/log\/log\.test\.ts:\d+:\d+/);
    expect(JSON.stringify(line)).to.not.contain('canary');
  });

  it('takes no name and no code that is not an identifier', () => {
    const cause = Object.assign(new Error('x'), { name: 'hello canary', code: 'a canary', cause: 'canary' });
    expect(nameError(cause)).to.equal('Error unknown (string)');
    expect(errorPlace({ stack: 'canary' })).to.equal('');
  });

  it('ends with causes that go round in a circle', () => {
    const cause = new Error('x');
    cause.cause = cause;
    expect(nameError(cause)).to.equal('Error (Error (Error))');
  });

  it('writes a conversation as a short hash, the same each time', () => {
    const [a, b] = noted('info', (log) => {
      log.note('turn-failed', { conversation: '["msteams","canary"]' });
      log.note('store-gone', { conversation: '["msteams","canary"]' });
    });
    expect(a?.fields['conversation'])
      .to.match(/^[\w-]{12}$/)
      .and.equal(b?.fields['conversation']);
  });

  it('says why nothing runs at every level, and where it listens at info only', () => {
    const lines: string[] = [];
    const log = createLog({ level: 'error', write: ({ message }) => lines.push(message), now: () => 0 });
    log.say('Waymark listens');
    log.say('Not started', 'error');
    expect(lines).to.deep.equal(['Not started']);
  });

  it('writes what its level asks for', () => {
    const all = (level: 'error' | 'warn' | 'info' | 'debug') =>
      noted(level, (log) => {
        log.say('hello');
        log.note('request');
        log.note('caller-refused');
        log.note('turn-failed');
      }).map(({ event }) => event);
    expect(all('error')).to.deep.equal(['turn-failed']);
    expect(all('warn')).to.deep.equal(['caller-refused', 'turn-failed']);
    expect(all('info')).to.deep.equal(['said', 'caller-refused', 'turn-failed']);
    expect(all('debug')).to.deep.equal(['said', 'request', 'caller-refused', 'turn-failed']);
  });

  it('leaves out what comes too often, and says how much', () => {
    let clock = 0;
    const lines: LogLine[] = [];
    const log = createLog({ level: 'info', write: (line) => lines.push(line), now: () => clock });
    for (let i = 0; i < 1_000; i += 1) log.note('reply-undelivered');
    log.note('turn-failed');
    expect(lines).to.have.length(21);
    clock = 10_000;
    log.note('reply-undelivered');
    expect(lines.at(-1)?.fields).to.deep.equal({ leftOut: 980 });
  });

  it('writes one line of what strangers can cause as often as they like', () => {
    let clock = 0;
    const lines: LogLine[] = [];
    const log = createLog({ level: 'info', write: (line) => lines.push(line), now: () => clock });
    for (let i = 0; i < 1_000; i += 1) log.note('caller-refused');
    expect(lines).to.have.length(1);
    clock = 10_000;
    log.note('caller-refused');
    expect(lines.at(-1)?.fields).to.deep.equal({ leftOut: 999 });
  });

  it('counts what it leaves out', () => {
    let counted = 0;
    const log = createLog({
      level: 'error',
      write: () => undefined,
      now: () => 0,
      onEvent: () => (counted += 1),
    });
    for (let i = 0; i < 100; i += 1) log.note('caller-refused');
    expect(counted).to.equal(100);
  });
});

function noted(
  level: 'error' | 'warn' | 'info' | 'debug',
  write: (log: ReturnType<typeof createLog>) => void,
): readonly LogLine[] {
  const lines: LogLine[] = [];
  write(createLog({ level, write: (line) => lines.push(line), now: () => 0 }));
  return lines;
}
