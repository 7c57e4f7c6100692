import type { Answer } from '../../contract/index.ts';
import type { AnswerDocument } from '../answers/document.ts';
import type { AnswerContext } from '../answers/answer-context.ts';
import type { NonEmpty } from '../model/non-empty.ts';
import type { Question } from '../questions/question.ts';

/** A question that was asked. Its number tells whether a button is of the open question or of an earlier one. */
export interface AskedQuestion extends Question {
  readonly number: number;
}

/** The reply to a message. Hosts show it as text or as a card. They add only labels from `dialogs/words/`. */
export interface Reply {
  /** The structured answer, as the ask API sends it. */
  readonly answer: Answer;
  /** Each part of the answer, ready to be laid out. */
  readonly documents: NonEmpty<AnswerDocument>;
  readonly question: AskedQuestion | undefined;
  /** What was understood, with full product names; empty if nothing was. */
  readonly understood: string;
  /** The whole reply as plain text: every part, then the question with its numbered choices. */
  readonly text: string;
  /** The pack and the words that the reply was composed with. While the pack is open (`answer.pack` is null), the first. */
  readonly context: AnswerContext;
}
