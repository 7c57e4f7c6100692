import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';

/** A stand-in for a compiler: it notes its call in `calls`, and fails where there is a file `fail`. */
const COMPILER = `
const fs = require('node:fs');
fs.appendFileSync('calls', process.argv.at(-1) + '\\n');
fs.mkdirSync('dist', { recursive: true });
fs.writeFileSync('dist/' + process.argv[1].replace(/\\W/g, ''), 'output');
process.exit(fs.existsSync('fail') ? 2 : 0);
`;

describe('npm run build', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'waymark-build-'));
    const files = {
      'src/a.ts': 'a',
      'src/web/page.tsx': 'page',
      'dialogs/words/en.yaml': 'words',
      'package.json': '{"type":"module"}',
      'package-lock.json': '{}',
      'tsconfig.json': '{}',
      'vite.desk.config.ts': '',
      'scripts/build-bundles.ts': '',
      'node_modules/typescript/package.json': '{}',
      'node_modules/typescript/bin/tsc': COMPILER,
      'node_modules/tsx/dist/cli.mjs': `import { createRequire } from 'node:module';
        const require = createRequire(import.meta.url);${COMPILER}`,
    };
    for (const [file, text] of Object.entries(files)) write(file, text);
    copyFileSync('scripts/build.js', join(root, 'scripts/build.js'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  /** Runs the build; returns what it started. */
  const build = (status = 0): readonly string[] => {
    rmSync(join(root, 'calls'), { force: true });
    const ran = spawnSync(process.execPath, ['scripts/build.js'], { cwd: root, encoding: 'utf8' });
    expect(ran.status, ran.stderr).to.equal(status);
    if (!existsSync(join(root, 'calls'))) return [];
    return readFileSync(join(root, 'calls'), 'utf8').trim().split('\n');
  };
  const ALL = ['src/web', 'scripts/build-bundles.ts'];

  it('builds once, and then only after a change of what it reads', () => {
    expect(build()).to.deep.equal(ALL);
    expect(build()).to.deep.equal([]);
    for (const file of ['src/web/page.tsx', 'dialogs/words/en.yaml']) {
      write(file, 'changed');
      expect(build(), file).to.deep.equal(ALL);
    }
    write('src/new.ts', '');
    expect(build()).to.deep.equal(ALL);
    rmSync(join(root, 'src/new.ts'));
    expect(build()).to.deep.equal(ALL);
    write('src/a.ts', 'a');
    expect(build(), 'written again with the same content').to.deep.equal([]);
  });

  it('builds again after a build that failed', () => {
    write('fail', '');
    expect(build(2)).to.deep.equal(['src/web']);
    rmSync(join(root, 'fail'));
    expect(build()).to.deep.equal(ALL);
  });

  it('builds again where something else wrote the output or deleted from it', async () => {
    build();
    await new Promise((resolve) => setTimeout(resolve, 20));
    write('dist/index.js', 'of other sources');
    expect(build()).to.deep.equal(ALL);
    await new Promise((resolve) => setTimeout(resolve, 20));
    rmSync(join(root, 'dist/index.js'));
    expect(build()).to.deep.equal(ALL);
  });
});
