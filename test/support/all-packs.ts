import { loadLibrary } from '../../src/content/index.ts';
import type { Advisor } from '../../src/core/index.ts';
import { advisorOn } from '../core/conversation.ts';

/** An advisor with the shipped packs and those of the invented vendors. */
export function allPacks(): Advisor {
  advisor ??= advisorOn(
    ...[loadLibrary('knowledge'), loadLibrary('test/packs')].flatMap(({ packs }) =>
      packs.map(({ knowledge }) => knowledge),
    ),
  );
  return advisor;
}

let advisor: Advisor | undefined;
