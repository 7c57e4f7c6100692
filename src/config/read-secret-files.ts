import { readFileSync } from 'node:fs';

/** The environment with the secrets from files, and the problems with those files. */
export interface WithSecrets {
  readonly env: NodeJS.ProcessEnv;
  readonly problems: readonly string[];
}

/**
 * Reads the file that `NAME_FILE` names, for each of the names, and sets `NAME` to its text: containers and systemd pass
 * secrets as files. It is a problem if both are set.
 */
export function readSecretFiles(env: NodeJS.ProcessEnv, names: readonly string[]): WithSecrets {
  const found: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of names) {
    const file = env[`${name}_FILE`]?.trim() ?? '';
    if (file === '') continue;
    if ((env[name]?.trim() ?? '') !== '') {
      problems.push(`${name}_FILE: ${name} is set too. Set one of them.`);
      continue;
    }
    try {
      found[name] = readFileSync(file, 'utf8');
    } catch {
      problems.push(
        `${name}_FILE: the file ${file} cannot be read. Check that it is there and that this user may read it.`,
      );
    }
  }
  return { env: { ...env, ...found }, problems };
}
