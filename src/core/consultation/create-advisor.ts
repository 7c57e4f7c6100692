import type { Knowledge } from '../knowledge/knowledge.ts';
import type { NonEmpty } from '../model/non-empty.ts';
import type { Flow } from '../model/flow.ts';
import { finish, type Steps } from '../model/steps.ts';
import type { Words } from '../model/words.ts';
import type { Grammar } from '../understanding/grammar.ts';
import { buildLexicon } from '../understanding/lexicon.ts';
import type { Advisor, ReadyPack } from './advisor.ts';

/** The content of `dialogs/`: the flows, and the words and the grammar by language. */
export interface Dialogs {
  readonly flows: readonly Flow[];
  readonly words: ReadonlyMap<string, Words>;
  readonly grammars: ReadonlyMap<string, Grammar>;
}

/**
 * Prepares packs and dialogs for conversations in one language. Building it takes long for large packs, so hosts keep it.
 * Undefined if the dialogs have no words or no grammar for the language.
 *
 * @example
 * const advisor = createAdvisor(packs, dialogs, 'en');
 * if (advisor === undefined) throw new Error('dialogs/ has no English');
 * const { replies } = advance(advisor, NEW_CONSULTATION, { kind: 'text', text: 'help' });
 */
export function createAdvisor(
  packs: NonEmpty<Knowledge>,
  dialogs: Dialogs,
  language: string,
): Advisor | undefined {
  return finish(createAdvisorInSteps(packs, dialogs, language));
}

/** What `createAdvisor` does, in steps. */
export function* createAdvisorInSteps(
  packs: NonEmpty<Knowledge>,
  dialogs: Dialogs,
  language: string,
): Steps<Advisor | undefined> {
  const words = dialogs.words.get(language);
  const grammar = dialogs.grammars.get(language);
  if (words === undefined || grammar === undefined) return undefined;
  const { flows } = dialogs;
  const [first, ...others] = packs;
  const ready: [ReadyPack, ...ReadyPack[]] = [
    { knowledge: first, lexicon: yield* buildLexicon(first, grammar, flows) },
  ];
  for (const knowledge of others)
    ready.push({ knowledge, lexicon: yield* buildLexicon(knowledge, grammar, flows) });
  const commands = [...ready[0].lexicon.commands.keys()];
  const longestCommand = Math.max(0, ...commands.map((command) => command.split(' ').length));
  return { packs: ready, words, grammar, longestCommand, flows };
}
