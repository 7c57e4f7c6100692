import { config as loadDotenv } from 'dotenv';
import { configSchema, findHostProblem, type Config } from './config/config-schema.ts';
import { readSecretFiles } from './config/read-secret-files.ts';
import { SECRETS, SETTINGS } from './config/setting-names.ts';

export { isAnyAddress, isLoopbackHost, isSecureAddress } from './config/addresses.ts';
export { tenantIssuers, type Cloud } from './config/clouds.ts';
export { findHostProblem, type Config } from './config/config-schema.ts';
export { SECRETS, SETTINGS } from './config/setting-names.ts';

export type ConfigResult =
  | { readonly kind: 'config'; readonly config: Config }
  /** Every problem, each as "NAME: what is wrong and how to fix it"; values that may be secret are never shown. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** The environment, with the settings of a `.env` file if there is one. What the environment sets already stays. */
export function loadEnvironment(): NodeJS.ProcessEnv {
  loadDotenv({ quiet: true });
  return process.env;
}

/**
 * Parses the environment. A variable that is set to nothing counts as not set.
 *
 *     const read = readConfig({ PORT: '8080' });
 *     if (read.kind === 'refused') throw new Error(read.problems.join('\n'));
 *     read.config.port; // 8080
 */
export function readConfig(environment: NodeJS.ProcessEnv): ConfigResult {
  const secrets = readSecretFiles(environment, SECRETS);
  const { values, conflicts } = readVariables(secrets.env);
  const parsed = configSchema.safeParse(values);
  const found = parsed.success
    ? [findHostProblem(parsed.data)].filter((problem) => problem !== undefined)
    : parsed.error.issues.map(({ path, message }) => `${variableOf(path[0])}: ${message}`);
  const problems = [...secrets.problems, ...conflicts, ...found];
  return parsed.success && problems.length === 0
    ? { kind: 'config', config: parsed.data }
    : { kind: 'refused', problems };
}

/** The text of each setting, from whichever of its variables is set; two that differ are a conflict. */
function readVariables(env: NodeJS.ProcessEnv): {
  readonly values: Readonly<Record<string, string>>;
  readonly conflicts: readonly string[];
} {
  const values: Record<string, string> = {};
  const conflicts: string[] = [];
  for (const [setting, names] of SETTINGS) {
    const set = names.flatMap((name) => {
      const value = env[name]?.trim() ?? '';
      return value === '' ? [] : [{ name, value }];
    });
    const [first, second] = set;
    if (first === undefined) continue;
    values[setting] = first.value;
    if (second !== undefined && second.value !== first.value) {
      conflicts.push(`${first.name}: differs from ${second.name}, which means the same. Set one of them.`);
    }
  }
  return { values, conflicts };
}

/** The variable of a setting, as problems name it. */
function variableOf(setting: PropertyKey | undefined): string {
  return SETTINGS.get(String(setting))?.[0] ?? 'environment';
}
