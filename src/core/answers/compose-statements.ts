import { uniqueCitations } from '../model/citation.ts';
import { onlyIf } from './compose-step.ts';
import { plainDocument, type AnswerDocument, type Sentence } from './document.ts';
import { sayRequirementAlone } from './say-requirement.ts';
import { cited, plain } from './sentence.ts';
import type { AnswerContext } from './answer-context.ts';

/** Requirements and alternatives that the user asks for by name, in the pack's words. Undefined if `ids` has neither. */
export function composeStatements(
  context: AnswerContext,
  ids: readonly string[],
): AnswerDocument | undefined {
  const { knowledge, words } = context;
  const points = ids.flatMap((id): readonly Sentence[] => {
    const rule = knowledge.rules.get(id);
    switch (rule?.kind) {
      case 'requirement':
        return [sayRequirementAlone(context, rule)];
      case 'alternative': {
        const steps = rule.steps.map((step) =>
          [step.do, step.effect].filter((text) => text !== undefined).join(' '),
        );
        return [cited(onlyIf(context, rule.when, steps.join(' ')), [rule])];
      }
      case 'upgrade':
      case 'component':
      case 'reference':
      case undefined:
        return [];
    }
  });
  const verdict = ids.some((id) => knowledge.rules.get(id)?.kind === 'requirement')
    ? 'requirement'
    : 'alternative';
  const distinct = mergeSame(points);
  if (distinct.length === 0) return undefined;
  return { ...plainDocument('answer', verdict, 'info', plain(words.say('topic.says'))), points: distinct };
}

/** Each sentence once; if several rules say it, with the citations of all. */
function mergeSame(sentences: readonly Sentence[]): readonly Sentence[] {
  const merged = new Map<string, Sentence>();
  for (const { text, citations } of sentences) {
    const before = merged.get(text)?.citations ?? [];
    merged.set(text, { text, citations: uniqueCitations([...before, ...citations]) });
  }
  return [...merged.values()];
}
