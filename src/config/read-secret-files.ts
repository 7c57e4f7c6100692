import { readFileSync } from 'node:fs';

/** The environment with the secrets of files in it, and what is wrong with those files. */
export interface WithSecrets {
  readonly env: NodeJS.ProcessEnv;
  readonly problems: readonly string[];
}

/**
 * Puts the text of the file that `NAME_FILE` names under `NAME`, for each of the names: that is how containers and systemd
 * hand secrets over. A name must not be given in both ways.
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
