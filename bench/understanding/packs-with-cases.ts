import { loadDialogs, loadLibrary, type LoadedPack } from '../../src/content/index.ts';
import { createAdvisor, type Advisor } from '../../src/core/index.ts';

/** A pack with the advisor that `waymark check` asks its cases. */
export interface AskedPack extends LoadedPack {
  readonly advisor: Advisor;
}

/** The shipped packs and those of the invented vendors. */
export function packsWithCases(): readonly AskedPack[] {
  const { dialogs } = loadDialogs('dialogs');
  const packs = ['knowledge', 'test/packs'].flatMap((folder) => loadLibrary(folder).packs);
  const asked = packs.flatMap((pack) => {
    const advisor =
      dialogs === undefined ? undefined : createAdvisor([pack.knowledge], dialogs, pack.knowledge.language);
    return advisor === undefined ? [] : [{ ...pack, advisor }];
  });
  if (asked.length === 0) throw new Error('the packs or the dialogs do not load; run npm run check');
  return asked;
}
