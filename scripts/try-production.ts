import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// What the Dockerfile does, tried on this machine: a fresh clone of what is committed, packages without their install
// scripts, a build, production dependencies only; then one question over each of the server's two doors. Takes about two
// minutes and needs the package registry. Run by hand: npm run test:production

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'waymark-production-'));
const clone = join(folder, 'waymark');
const isWindows = process.platform === 'win32';
const run = (command: string, parts: readonly string[], cwd: string) => {
  process.stdout.write(`$ ${command} ${parts.join(' ')}\n`);
  execFileSync(command, parts, { cwd, stdio: ['ignore', 'ignore', 'inherit'], shell: isWindows });
};

let server: ChildProcess | undefined;
try {
  run('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone], folder);
  run('npm', ['ci', '--ignore-scripts', '--loglevel=error'], clone);
  run('npm', ['run', 'build', '--loglevel=error'], clone);
  run('npm', ['prune', '--omit=dev', '--ignore-scripts', '--loglevel=error'], clone);
  await ask(clone);
  // And the way without a build stage of its own: the packages first, what was built elsewhere laid beside them.
  run('npm', ['ci', '--omit=dev', '--loglevel=error'], clone);
  await ask(clone);
  process.stdout.write('Production dependencies are enough.\n');
} finally {
  server?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

/** Starts the server, asks over both doors, and stops it. */
async function ask(cwd: string): Promise<void> {
  const started = Date.now();
  const env = {
    PATH: process.env['PATH'],
    PORT: '0',
    NODE_ENV: 'production',
    DATA_DIR: join(folder, 'data'),
  };
  const child = spawn(process.execPath, ['bin/waymark.js', 'serve'], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  server = child;
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const [found] = /http:\/\/127\.0\.0\.1:\d+/u.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`the server did not start:\n${said}`)));
  });
  const text = 'does fax still work?';
  await expectIn(`${url}/api/ask`, { text }, '"citations":[{');
  const activity = {
    type: 'message',
    id: 'one',
    text,
    channelId: 'emulator',
    serviceUrl: 'http://127.0.0.1:9',
    from: { id: 'user' },
    recipient: { id: 'bot' },
    conversation: { id: 'talk' },
    deliveryMode: 'expectReplies',
  };
  await expectIn(`${url}/api/messages`, activity, 'AdaptiveCard');
  for (const path of ['/desk', '/chat']) {
    const page = await fetch(url + path);
    if (!page.ok) throw new Error(`${url}${path} answered ${String(page.status)}`);
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const code = await ended;
  if (code !== 0) throw new Error(`the server ended with ${String(code)} on SIGTERM`);
  process.stdout.write(
    `Two answers, the desk page and the chat page, started and stopped in ${String(Date.now() - started)} ms.\n`,
  );
}

async function expectIn(url: string, body: unknown, expected: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = await response.text();
  if (!response.ok || !answer.includes(expected)) {
    throw new Error(`${url} answered ${String(response.status)}: ${answer.slice(0, 500)}`);
  }
}
