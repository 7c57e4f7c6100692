import { formatIssue, loadDialogs, loadLibrary } from '../content/index.ts';
import { createAdvisor, nonEmpty, type Advisor } from '../core/index.ts';
import { CliError } from './cli-error.ts';

/** Where a command reads its content from. */
export interface ContentOptions {
  readonly knowledge: string;
  readonly dialogs: string;
  readonly language: string;
  readonly pack?: string | undefined;
}

/**
 * Loads packs and dialogs for one command. Packs that are refused are reported by `warn` while another loads; where none
 * is left, or the dialogs are wrong, the command is refused with every issue.
 */
export function loadAdvisor(
  { knowledge, dialogs, language, pack }: ContentOptions,
  warn: (line: string) => void,
): Advisor {
  const read = loadDialogs(dialogs);
  if (read.dialogs === undefined) throw new CliError(read.issues.map(formatIssue).join('\n'), 1);
  const library = loadLibrary(knowledge, pack);
  const lines = library.issues.map(formatIssue);
  const packs = nonEmpty(library.packs.map((loaded) => loaded.knowledge));
  if (packs === undefined) throw new CliError(lines.join('\n'), 1);
  lines.forEach(warn);
  const advisor = createAdvisor(packs, read.dialogs, language);
  if (advisor === undefined) {
    const languages = [...read.dialogs.words.keys()].join(', ');
    throw new CliError(
      `language "${language}" has no words or grammar in ${dialogs}; there are ${languages}`,
      1,
    );
  }
  return advisor;
}
