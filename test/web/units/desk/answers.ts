import type { Answer, PackNames } from '../../../../src/contract/index.ts';
import { ask } from '../../../../src/core/index.ts';
import { describePack } from '../../../../src/server/routes/packs.ts';
import { realAdvisor } from '../../../support/real-advisor.ts';

/** The answer of the shipped packs to a question. */
export function answerTo(text: string): Answer {
  const asked = ask(realAdvisor(), { turns: [text] });
  if (asked.kind === 'refused') throw new Error(asked.problems.join('\n'));
  return asked.answer;
}

/** The names of the first pack. */
export function packNames(): PackNames {
  return describePack(realAdvisor().packs[0].knowledge);
}
