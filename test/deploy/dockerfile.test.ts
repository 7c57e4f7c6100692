import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { validate } from 'dockerfile-utils';
import { SETTINGS } from '../../src/config.ts';

const text = readFileSync('Dockerfile', 'utf8');
const instructions = text
  .replaceAll(/^#.*\n/gmu, '')
  .replaceAll(/\\\n/gu, ' ')
  .split('\n')
  .flatMap((line) => {
    const [, keyword, rest] = /^([A-Z]+)\s+(.*)$/u.exec(line) ?? [];
    return keyword === undefined || rest === undefined ? [] : [{ keyword, rest }];
  });
const all = (keyword: string) =>
  instructions.flatMap((each) => (each.keyword === keyword ? [each.rest] : []));

/** What is copied from the project's folder. */
const copied = all('COPY')
  .filter((rest) => !rest.startsWith('--from'))
  .flatMap((rest) => rest.split(/\s+/u).slice(0, -1));

describe('the Dockerfile', () => {
  it('has no fault that its linter knows', () => {
    expect(validate(text).map(({ message }) => message)).to.deep.equal([]);
  });

  it('copies what is there, and what .dockerignore lets in', () => {
    const allowed = readFileSync('.dockerignore', 'utf8').split('\n');
    expect(copied).to.include.members(['knowledge/', 'dialogs/', 'bin/', 'package-lock.json']);
    for (const path of copied) {
      expect(existsSync(path), path).to.equal(true);
      expect(allowed, path).to.include(`!${path}`);
    }
    expect(allowed.filter((line) => line.startsWith('!'))).to.have.length(new Set(copied).size);
  });

  it('takes the Node of .nvmrc, which package.json supports', () => {
    const major = readFileSync('.nvmrc', 'utf8').trim();
    expect(all('FROM').map((from) => /^node:(\d+)-/u.exec(from)?.[1])).to.deep.equal([major, major]);
    expect(readFileSync('package.json', 'utf8')).to.match(new RegExp(`"node": ".*\\^${major}\\.`, 'u'));
  });

  it('runs no install script', () => {
    const installs = all('RUN').filter((rest) => /npm (?:ci|i|install|prune)\b/u.test(rest));
    expect(installs).to.not.be.empty;
    for (const rest of installs) expect(rest).to.contain('--ignore-scripts');
  });

  it('runs as a user without rights, told by signals and not by a shell', () => {
    const [user] = all('USER');
    expect(user).to.equal('node');
    expect(all('CMD')).to.deep.equal(['["node", "bin/waymark.js", "serve"]']);
  });

  it('asks for its health with Node', () => {
    expect(all('HEALTHCHECK')[0]).to.match(/ CMD \["node", "-e", /u);
  });

  it('sets what the server knows, and nothing that is secret', () => {
    const names = [...(all('ENV')[0] ?? '').matchAll(/(\w+)=/gu)].flatMap(([, name]) => name ?? []);
    expect(names).to.include('DATA_DIR');
    const open = [
      ...['host', 'port', 'dataDir'].flatMap((setting) => SETTINGS.get(setting) ?? []),
      'NODE_ENV',
    ];
    for (const name of names) expect(open).to.include(name);
    expect(all('ARG')).to.deep.equal([]);
  });
});
