import { sayValue } from '../answers/say-understood.ts';
import type { AnswerContext } from '../answers/answer-context.ts';
import type { Facts } from '../model/fact.ts';
import type { Question, QuestionChoice } from '../questions/question.ts';
import type { Advisor } from './advisor.ts';
import { sayFact } from './say-changed.ts';
import { CHANGE_FACT, FORGET, FORGET_FACT, KEEP, PACK_FACT } from './conversation-facts.ts';

/** "Which of these is your question about?", with a button for each pack. */
export function packQuestion(advisor: Advisor, { words }: AnswerContext): Question {
  return {
    fact: PACK_FACT,
    prompt: words.say('question.pack'),
    why: words.say('question.pack.why'),
    whyCitations: [],
    help: undefined,
    choices: advisor.packs.map(({ knowledge }): QuestionChoice => ({
      value: knowledge.id,
      label: knowledge.title,
      synonyms: [
        knowledge.id,
        ...[...knowledge.families.values()].flatMap((family) => [family.name, ...family.aliases]),
      ],
      tells: { kind: 'unknown', among: [] },
    })),
  };
}

/** "What should be changed?", with a button for each fact told so far. */
export function changeQuestion(context: AnswerContext, facts: Facts): Question {
  const { words } = context;
  return {
    fact: CHANGE_FACT,
    prompt: words.say('question.change'),
    why: words.say('question.change.why'),
    whyCitations: [],
    help: undefined,
    choices: Object.entries(facts)
      .filter(([id]) => id === 'installed' || id === 'target' || context.knowledge.facts.has(id))
      .map(([id, value]): QuestionChoice => ({
        value: id,
        label: words.say('choice.change-fact', {
          fact: sayFact(context, id),
          value: sayValue(context, id, value),
        }),
        synonyms: [sayFact(context, id)],
        tells: value,
      })),
  };
}

/** "Delete everything that is kept about you?" */
export function forgetQuestion({ words }: AnswerContext): Question {
  const choice = (value: string, label: string): QuestionChoice => {
    return { value, label, synonyms: [], tells: { kind: 'unknown', among: [] } };
  };
  return {
    fact: FORGET_FACT,
    prompt: words.say('question.forget'),
    why: words.say('question.forget.why'),
    whyCitations: [],
    help: undefined,
    choices: [choice(FORGET, words.say('choice.forget')), choice(KEEP, words.say('choice.keep'))],
  };
}
