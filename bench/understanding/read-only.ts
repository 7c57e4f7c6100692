// Reading is no part of the core's interface on its own; it is imported here only to be timed.
import type { Advisor } from '../../src/core/index.ts';
import { readMessage } from '../../src/core/understanding/read-message.ts';

/** Reads messages on the advisor's first pack, and answers none. */
export function readerOf({ advisor }: { readonly advisor: Advisor }): (text: string) => void {
  const [pack] = advisor.packs;
  return (text) => {
    readMessage(pack, text, { family: undefined, asked: undefined, history: undefined });
  };
}
