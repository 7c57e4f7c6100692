import { spawnSync } from 'node:child_process';
import { expect } from 'chai';

/** The exit code and everything that is said when the server cannot start. */
function serveWith(env: NodeJS.ProcessEnv) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/waymark.js', 'serve'], {
    encoding: 'utf8',
    env: { ...process.env, PORT: '0', ...env },
    timeout: 50_000,
  });
  return { status, said: stdout + stderr };
}

describe('waymark serve', () => {
  it('that has no words in its language names the languages that there are', () => {
    const { status, said } = serveWith({ WAYMARK_LANGUAGE: 'de' });
    expect(status).to.equal(1);
    expect(said)
      .to.contain('Not started')
      .and.to.match(/the language \\?"de\\?".*WAYMARK_LANGUAGE to one that there is: en\./u);
  });

  it('that has no pack says where it looked', () => {
    const { status, said } = serveWith({ KNOWLEDGE_DIR: 'deploy' });
    expect(status).to.equal(1);
    expect(said).to.match(/Not started: .*pack.* deploy/u);
  });
});
