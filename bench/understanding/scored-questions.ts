import { type Case } from '../../src/content/index.ts';
import { kindOf } from './accuracy.ts';
import type { AskedPack } from './packs-with-cases.ts';
import { wantedBy, type Wanted } from './score.ts';

/** The first message of a case, which stands on its own, with what it calls for. */
export interface ScoredQuestion {
  readonly pack: AskedPack;
  readonly each: Case;
  readonly text: string;
  readonly kind: string;
  readonly wanted: Wanted;
}

/** The questions that a tool without a memory can be asked: first messages of which the case names lines or silence. */
export function questionsOf(packs: readonly AskedPack[]): readonly ScoredQuestion[] {
  return packs.flatMap((pack) =>
    pack.cases.flatMap((each): readonly ScoredQuestion[] => {
      const [first] = each.turns;
      const wanted = first?.kind === 'user' ? wantedBy(first.expect) : undefined;
      return first?.kind !== 'user' || wanted === undefined
        ? []
        : [{ pack, each, text: first.text, kind: kindOf(first.expect), wanted }];
    }),
  );
}
