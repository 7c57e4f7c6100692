import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { findLicenceProblems, licenceListSchema, lockSchema } from '../../scripts/licences.ts';

const LIST = { allowed: { MIT: 'free' }, exceptions: { 'silent@1.0.0': 'MIT, as its readme says' } };
const PACKAGES = {
  '': {},
  bin: { version: '0.1.0' },
  'node_modules/@waymark/cli': { link: true },
  'node_modules/good': { version: '1.0.0', license: 'MIT' },
  'node_modules/good/node_modules/@scope/silent': { version: '1.0.0', license: 'MIT' },
  'node_modules/silent': { version: '1.0.0' },
  'node_modules/tool': { version: '1.0.0', license: 'GPL-3.0', dev: true },
};

describe('the licences', () => {
  it('of every package in production are on the list, and the list has no other', () => {
    const lock = lockSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
    const list = licenceListSchema.parse(parse(readFileSync('deploy/licences.yaml', 'utf8')));
    expect(findLicenceProblems(lock, list)).to.deep.equal([]);
  });

  it('of development tools are not looked at', () => {
    expect(findLicenceProblems({ packages: PACKAGES }, LIST)).to.deep.equal([]);
  });

  it('that are not on the list, and those that nobody knows, are refused', () => {
    const packages = {
      ...PACKAGES,
      'node_modules/good/node_modules/bad': { version: '2.0.0', license: 'GPL-3.0', optional: true },
      'node_modules/silent': { version: '1.0.1' },
    };
    const problems = findLicenceProblems({ packages }, LIST).map((problem) => problem.split(/[:;]/u)[0]);
    expect(problems).to.have.members(['bad@2.0.0', 'silent@1.0.1', 'deploy/licences.yaml']);
  });
});
