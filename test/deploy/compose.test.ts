import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseDotenv } from 'dotenv';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, SECRETS, SETTINGS } from '../../src/config.ts';

const service = z.strictObject({
  build: z.string().optional(),
  image: z.string(),
  restart: z.literal('unless-stopped'),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  ports: z.array(z.string()).optional(),
  env_file: z.string().optional(),
  environment: z.record(z.string(), z.string()),
  secrets: z.array(z.string()),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  read_only: z.literal(true),
  tmpfs: z.array(z.string()),
  volumes: z.array(z.string()),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  stop_grace_period: z.string().regex(/^\d+s$/u),
  shm_size: z.string().optional(),
  logging: z.unknown().optional(),
});
const compose = z
  .strictObject({
    services: z.strictObject({ waymark: service, database: service }),
    volumes: z.record(z.string(), z.null()),
    secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
  })
  .parse(parse(readFileSync('compose.yaml', 'utf8')));
const { waymark, database } = compose.services;

/** Seconds: the default of STOP_DELAY_SECONDS, then twice the ten that turns and replies in flight are given. */
const LONGEST_STOP = 3 + 20;

describe('compose.yaml', () => {
  it('sets only what the server knows', () => {
    const known: readonly string[] = [
      ...[...SETTINGS.values()].flat(),
      ...SECRETS.map((name) => `${name}_FILE`),
    ];
    for (const name of Object.keys(waymark.environment)) expect(known).to.include(name);
  });

  it('names its secrets and volumes, and holds no secret itself', () => {
    for (const { secrets, volumes, environment } of [waymark, database]) {
      for (const secret of secrets) expect(compose.secrets).to.have.property(secret);
      for (const volume of volumes) expect(compose.volumes).to.have.property(volume.split(':')[0] ?? '');
      for (const [name, value] of Object.entries(environment)) {
        if (!/PASSWORD|URL|KEY/u.test(name)) continue;
        expect(name).to.match(/_FILE$/u);
        expect(secrets.map((secret) => `/run/secrets/${secret}`)).to.include(value);
      }
    }
    const ignored = readFileSync('.gitignore', 'utf8').split('\n');
    expect(ignored).to.include.members(['secrets/', '.env']);
    for (const { file } of Object.values(compose.secrets)) expect(file).to.match(/^\.\/secrets\//u);
  });

  it('starts the server when the database is well, and lets only this machine in', () => {
    expect(waymark.depends_on).to.have.property('database');
    expect(database.healthcheck?.test).to.include('pg_isready');
    expect(waymark.ports).to.deep.equal(['127.0.0.1:3978:3978']);
    expect(database.ports).to.equal(undefined);
  });

  it('gives a stop more time than the turns in flight are given', () => {
    expect(Number.parseInt(waymark.stop_grace_period)).to.be.above(LONGEST_STOP);
  });
});

describe('the head of compose.yaml', () => {
  const [forChannels, forApiAlone] = [/^# {3}printf .*app-password$/mu, /^# {3}touch .*app-password$/mu];

  it('gives settings that start the server with channels', () => {
    const config = startWith(forChannels, { MICROSOFT_APP_ID: 'id' });
    expect(config).to.have.nested.property('config.app.password', 'THE CLIENT SECRET');
    expect(config).to.have.nested.property('config.host', '0.0.0.0');
    expect(config)
      .to.have.nested.property('config.databaseUrl')
      .that.matches(/^postgres:.+@database\//u);
  });

  it('gives settings that start the server for the ask API alone', () => {
    const config = startWith(forApiAlone, { API_KEYS: 'a-key-of-an-agent-1' });
    expect(config).to.have.property('kind', 'config');
    expect(config).to.have.nested.property('config.app', undefined);
  });

  it('does not start the server with a client secret and no app id', () => {
    expect(startWith(forChannels, { API_KEYS: 'a-key-of-an-agent-1' })).to.have.property('kind', 'refused');
  });
});

/** Runs the commands of the head with one of its two lines for the client secret, and reads the configuration. */
function startWith(line: RegExp, settings: Readonly<Record<string, string>>): ReturnType<typeof readConfig> {
  const head = readFileSync('compose.yaml', 'utf8').split('\n\n')[0] ?? '';
  const commands = [...head.matchAll(/^# {3}(.*?)(?: +# .*)?$/gmu)].map(([, command = '']) => command);
  const chosen = line.exec(head)?.[0].slice(4);
  const script = commands.filter(
    (command) => !command.startsWith('docker ') && (!command.endsWith('/app-password') || command === chosen),
  );
  const folder = mkdtempSync(join(tmpdir(), 'waymark-compose-'));
  try {
    copyFileSync('.env.example', join(folder, '.env.example'));
    execFileSync('sh', ['-e', '-c', ['openssl() { echo 0123456789abcdef; }', ...script].join('\n')], {
      cwd: folder,
    });
    const files = Object.values(compose.secrets).map(({ file }) => file);
    for (const file of files) expect(() => readFileSync(join(folder, file))).to.not.throw();
    const env = Object.entries(waymark.environment).map(([name, value]): readonly [string, string] => [
      name,
      value.replace('/run/secrets/', join(folder, 'secrets/')),
    ]);
    const written = parseDotenv(readFileSync(join(folder, '.env')));
    return readConfig({ ...written, ...settings, ...Object.fromEntries<string>(env) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
