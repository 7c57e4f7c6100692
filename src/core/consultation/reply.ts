import type { Answer } from '../../contract/index.ts';
import type { AnswerDocument } from '../answers/document.ts';
import type { AnswerContext } from '../answers/answer-context.ts';
import type { NonEmpty } from '../model/non-empty.ts';
import type { Question } from '../questions/question.ts';

/** A question as it was put to the user; its number tells a fresh button from a stale one. */
export interface AskedQuestion extends Question {
  readonly number: number;
}

/** What Waymark says to one message. Hosts lay it out as text, card or page and add no words of their own. */
export interface Reply {
  /** The structured answer: the contract of the ask API. */
  readonly answer: Answer;
  /** Each part as its hosts lay it out. */
  readonly documents: NonEmpty<AnswerDocument>;
  readonly question: AskedQuestion | undefined;
  /** What was understood, in full product names; empty where nothing was. */
  readonly understood: string;
  /** The whole reply as plain text: every part, then the question with its numbered choices. */
  readonly text: string;
  /** The pack's facts and the words that the reply was composed with; undefined pack parts stay with `answer.pack`. */
  readonly context: AnswerContext;
}
