import { loadDialogs, loadLibrary } from '../../src/content/index.ts';
import { createAdvisor, nonEmpty, type Advisor } from '../../src/core/index.ts';

/** The advisor with the shipped packs and dialogs, in English. */
export function realAdvisor(): Advisor {
  advisor ??= build();
  return advisor;
}

let advisor: Advisor | undefined;

function build(): Advisor {
  const { dialogs } = loadDialogs('dialogs');
  const packs = nonEmpty(loadLibrary('knowledge').packs.map((pack) => pack.knowledge));
  const built =
    dialogs === undefined || packs === undefined ? undefined : createAdvisor(packs, dialogs, 'en');
  if (built === undefined) throw new Error('the shipped content does not load; see waymark check');
  return built;
}
