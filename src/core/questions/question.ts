import type { Citation } from '../../contract/index.ts';
import type { FactValue } from '../model/fact.ts';

/** A choice of a question, shown as a button. `tells` is the value of the fact when it is chosen. */
export interface QuestionChoice {
  /** The id of a product, family or choice (several separated by commas if one button means all), `other` or `unknown`. */
  readonly value: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly tells: FactValue;
}

/** A question to the user, in words. `why` is the reason for asking it. */
export interface Question {
  readonly fact: string;
  readonly prompt: string;
  readonly why: string;
  readonly whyCitations: readonly Citation[];
  readonly help: string | undefined;
  readonly choices: readonly QuestionChoice[];
}
