import type { Citation } from '../../contract/index.ts';
import type { FactValue } from '../model/fact.ts';

/** A button: what it says and what pressing it tells. */
export interface QuestionChoice {
  /** A product, family or choice id; several joined by commas where one button stands for all; `other`; `unknown`. */
  readonly value: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly tells: FactValue;
}

/** A question that can change the advice, with the reason for asking it. */
export interface Question {
  readonly fact: string;
  readonly prompt: string;
  readonly why: string;
  readonly whyCitations: readonly Citation[];
  readonly help: string | undefined;
  readonly choices: readonly QuestionChoice[];
}
