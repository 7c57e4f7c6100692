import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { SECRETS, SETTINGS } from '../../src/config.ts';

const FILE = 'deploy/waymark.service';
const text = readFileSync(FILE, 'utf8');
const valuesOf = (key: string) =>
  [...text.matchAll(new RegExp(`^${key}=(.*)$`, 'gmu'))].map(([, value]) => value);

/** Seconds: the default of STOP_DELAY_SECONDS, then twice the ten that turns and replies in flight are given. */
const LONGEST_STOP = 3 + 20;

describe('the systemd unit', () => {
  it('sets only what the server knows', () => {
    const known: readonly string[] = [
      ...[...SETTINGS.values()].flat(),
      ...SECRETS.map((name) => `${name}_FILE`),
      'NODE_ENV',
    ];
    const names = [...text.matchAll(/^#?Environment=(.*)$/gmu)].flatMap(([, pairs = '']) =>
      pairs.split(' ').map((pair) => pair.split('=')[0]),
    );
    expect(names).to.include.members(['DATA_DIR', 'DATABASE_URL_FILE']);
    for (const name of names) expect(known).to.include(name);
  });

  it('gives a stop more time than the turns in flight are given', () => {
    expect(Number(valuesOf('TimeoutStopSec')[0])).to.be.above(LONGEST_STOP);
  });

  it('runs as nobody in particular, and writes into its own folder only', () => {
    expect(valuesOf('DynamicUser')).to.deep.equal(['yes']);
    expect(valuesOf('ProtectSystem')).to.deep.equal(['strict']);
    expect(valuesOf('StateDirectory')).to.deep.equal(['waymark']);
  });

  it('is understood by systemd, where that is installed', function () {
    if (!existsSync('/usr/bin/systemd-analyze')) this.skip();
    const { stderr } = spawnSync('systemd-analyze', ['verify', FILE], { encoding: 'utf8' });
    // It also speaks of units of the machine, and of programs that are not there.
    const about = stderr
      .split('\n')
      .filter((line) => line.includes('waymark.service') && !line.includes('Command'));
    expect(about).to.deep.equal([]);
  });
});
