import { joinList } from './join-list.ts';
import { nameProducts, shortName } from './name-products.ts';
import type { AnswerContext } from './answer-context.ts';
import type { Fact } from '../model/fact.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import type { ProductQuestion } from '../questions/plan-product-question.ts';
import type { PlannedQuestion } from '../questions/plan-question.ts';
import { OTHER, UNKNOWN } from '../../contract/index.ts';
import { type Question, type QuestionChoice } from '../questions/question.ts';

/** At most this many choices get a button; the user can type the others. */
const MOST_CHOICES = 12;

/** The question for a fact in words, with a choice for each option, and "I don't know". */
export function composeFactQuestion(context: AnswerContext, { fact, options }: PlannedQuestion): Question {
  const { language } = context.words;
  return {
    fact: fact.id,
    prompt: fact.prompt,
    why: fact.why,
    whyCitations: fact.whyCitations,
    help: fact.help,
    choices: [
      ...options.map((group): QuestionChoice => ({
        value: group.map((choice) => choice.id).join(','),
        label: joinList(
          language,
          group.map((choice) => choice.label),
          'or',
        ),
        synonyms: group.flatMap((choice) => [choice.label, ...choice.synonyms]),
        tells: { kind: 'is', values: valuesOf(group) },
      })),
      unknownChoice(context, []),
    ],
  };
}

/** The question for the installed product or the target in words, with "another one" and "I don't know" as last choices. */
export function composeProductQuestion(context: AnswerContext, question: ProductQuestion): Question {
  const { knowledge, words } = context;
  const fact = knowledge.facts.get(question.role);
  const general = {
    fact: question.role,
    prompt: fact?.prompt ?? words.say(`question.${question.role}`),
    why: fact?.why ?? words.say(`question.${question.role}.why`),
    whyCitations: fact?.whyCitations ?? [],
    help: fact?.help,
  };
  switch (question.kind) {
    case 'family': {
      const choices = question.options.slice(0, MOST_CHOICES).map((option) => familyChoice(context, option));
      return {
        ...general,
        choices: [...choices, ...lastChoices(context, undefined, candidatesOf(question))],
      };
    }
    case 'version': {
      const choices = question.options.slice(0, MOST_CHOICES).map((group) => versionChoice(context, group));
      return {
        ...general,
        ...versionWords(context, fact, question.family),
        choices: [...choices, ...lastChoices(context, question.family, candidatesOf(question))],
      };
    }
    case 'product': {
      const choices = question.options.slice(0, MOST_CHOICES).map((group) => productChoice(context, group));
      return {
        ...general,
        prompt: words.say(question.role === 'target' ? 'question.product-target' : 'question.product'),
        choices: [...choices, ...lastChoices(context, undefined, candidatesOf(question))],
      };
    }
  }
}

function versionWords(
  { knowledge, words }: AnswerContext,
  fact: Fact | undefined,
  family: string,
): Pick<Question, 'prompt' | 'why' | 'whyCitations'> {
  const version = fact?.versions.get(family);
  if (version !== undefined) return version;
  return {
    prompt: words.say('question.version', { family: knowledge.families.get(family)?.name ?? family }),
    why: words.say('question.version.why'),
    whyCitations: [],
  };
}

function familyChoice(
  { knowledge, words }: AnswerContext,
  option: { family: string; products: NonEmpty<string> },
): QuestionChoice {
  const family = knowledge.families.get(option.family);
  const name = family?.name ?? option.family;
  const also = family?.alsoCalled;
  return {
    value: option.family,
    label: also === undefined ? name : words.say('choice.family-also', { family: name, also }),
    synonyms: [name, ...(family?.aliases ?? [])],
    tells: { kind: 'is', values: option.products },
  };
}

function versionChoice(context: AnswerContext, group: NonEmpty<string>): QuestionChoice {
  const names = group.map((id) => shortName(context.knowledge, id));
  return {
    value: group.join(','),
    label: joinList(context.words.language, names, 'or'),
    synonyms: [...names, ...group.map((id) => nameProducts(context, [id], 'or'))],
    tells: { kind: 'is', values: group },
  };
}

function productChoice(context: AnswerContext, group: NonEmpty<string>): QuestionChoice {
  return {
    value: group.join(','),
    label: nameProducts(context, group, 'or'),
    synonyms: group.flatMap((id) => {
      const product = context.knowledge.products.get(id);
      const family = context.knowledge.families.get(product?.family ?? '');
      return [product?.name ?? id, family?.name ?? '', ...(family?.aliases ?? [])].filter(
        (name) => name !== '',
      );
    }),
    tells: { kind: 'is', values: group },
  };
}

function lastChoices(
  context: AnswerContext,
  family: string | undefined,
  candidates: readonly string[],
): readonly QuestionChoice[] {
  const label =
    family === undefined
      ? context.words.say('choice.other-product')
      : context.words.say('choice.other-version');
  const other: QuestionChoice = {
    value: OTHER,
    label,
    synonyms: [],
    tells: { kind: 'outside', said: '', family },
  };
  return [other, unknownChoice(context, candidates)];
}

function unknownChoice({ words }: AnswerContext, among: readonly string[]): QuestionChoice {
  return {
    value: UNKNOWN,
    label: words.say('choice.unknown'),
    synonyms: words
      .say('choice.unknown.synonyms')
      .split('|')
      .map((synonym) => synonym.trim()),
    tells: { kind: 'unknown', among },
  };
}

function candidatesOf(question: ProductQuestion): readonly string[] {
  return question.kind === 'family' ? question.candidates : question.options.flatMap((group) => group);
}

function valuesOf(group: PlannedQuestion['options'][number]): NonEmpty<string> {
  const [first] = group;
  return nonEmpty([...new Set(group.flatMap((choice) => [...choice.values]))]) ?? first.values;
}
