import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { licenceListSchema } from '../../scripts/licences.ts';

/** The name, version and licence of each package in the page's bundle, from the list that the build writes. */
function bundled(): readonly (readonly string[])[] {
  const [list = ''] = readFileSync('dist/web/web-chat/LICENCES.txt', 'utf8').split('\n\n');
  return list.split('\n').map((line) => line.split('\t'));
}

describe('the bundle of Web Chat', () => {
  before(() => {
    // Takes a moment only if the bundle is as new as its sources.
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-bundles.ts']);
  });

  it('has packages only whose licences are allowed in production', function () {
    this.timeout(60_000);
    const { allowed, pages } = licenceListSchema.parse(parse(readFileSync('deploy/licences.yaml', 'utf8')));
    const packages = bundled();
    expect(packages.map(([name]) => name)).to.include.members([
      'botframework-webchat',
      'react',
      'adaptivecards',
    ]);
    const others = packages.filter(([, , licence = '']) => !(licence in allowed));
    expect(others.map(([name = '', version = '']) => `${name}@${version}`)).to.deep.equal(Object.keys(pages));
  });

  it('has no speech, and no client of Direct Line', () => {
    const names = bundled().map(([name]) => name);
    expect(names).to.not.include('microsoft-cognitiveservices-speech-sdk');
    expect(names).to.not.include('botframework-directlinejs');
  });
});
