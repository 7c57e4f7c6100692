import type { Answer, PackNames } from '../../contract/index.ts';
import type { Trouble } from './api/request.ts';
import type { DeskAnswer } from './ask/ask-desk.ts';
import { NO_QUESTION, picksOf, sameQuestion, type DeskQuestion } from './ask/question.ts';

/** The page's state. What the page shows depends on nothing else. */
export interface DeskState {
  readonly question: DeskQuestion;
  /** Ask without waiting: the question was picked, opened from a link or confirmed by Enter, or a space ended a word. */
  readonly urgent: boolean;
  /** The last answer. `answered` is the question that it belongs to. */
  readonly answer: Answer | undefined;
  readonly answered: DeskQuestion;
  readonly trouble: Trouble | undefined;
  readonly packs: readonly PackNames[] | undefined;
  /** How often the agent has tried again. */
  readonly attempt: number;
}

export const START: DeskState = {
  question: NO_QUESTION,
  urgent: false,
  answer: undefined,
  answered: NO_QUESTION,
  trouble: undefined,
  packs: undefined,
  attempt: 0,
};

export type DeskChange =
  | { readonly kind: 'typed'; readonly text: string }
  /** The agent pressed Enter: the text is complete. */
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'picked'; readonly fact: string; readonly value: string | null }
  | { readonly kind: 'picked-pack'; readonly pack: string | undefined }
  | { readonly kind: 'unpicked' }
  | { readonly kind: 'opened'; readonly question: DeskQuestion }
  | { readonly kind: 'cleared' }
  | { readonly kind: 'answered'; readonly to: DeskQuestion; readonly result: DeskAnswer | Trouble }
  /** A request that was not a question has failed. */
  | { readonly kind: 'troubled'; readonly trouble: Trouble }
  | { readonly kind: 'named'; readonly packs: readonly PackNames[] }
  | { readonly kind: 'tried-again' };

/** The state after a change. The typed text is kept, whatever the server answers. */
export function changeDesk(state: DeskState, change: DeskChange): DeskState {
  const { question, attempt } = state;
  switch (change.kind) {
    case 'typed':
      return change.text.trim() === ''
        ? { ...cleared(state), question: { ...NO_QUESTION, text: change.text } }
        : { ...state, question: { ...question, text: change.text }, urgent: change.text.endsWith(' ') };
    case 'confirmed':
      return { ...state, urgent: true, attempt: isSettled(state) ? attempt : attempt + 1 };
    case 'picked':
      return {
        ...state,
        urgent: true,
        question: { ...question, picks: { ...question.picks, [change.fact]: { value: change.value } } },
      };
    case 'picked-pack':
      return { ...state, urgent: true, question: { ...question, pack: change.pack, picks: {} } };
    case 'unpicked':
      return { ...state, urgent: true, question: { ...NO_QUESTION, text: question.text } };
    case 'opened':
      return { ...cleared(state), question: change.question, urgent: true };
    case 'cleared':
      return cleared(state);
    case 'answered':
      return takeResult(state, change.to, change.result);
    case 'troubled':
      return { ...state, trouble: change.trouble };
    case 'named':
      return { ...state, packs: change.packs };
    case 'tried-again':
      return { ...state, trouble: undefined, attempt: attempt + 1 };
  }
}

/** Whether there is an answer to the current question. */
export function isSettled({ question, answered, answer }: DeskState): boolean {
  return answer !== undefined && sameQuestion(question, answered);
}

function cleared(state: DeskState): DeskState {
  const trouble = state.trouble?.kind === 'key' ? state.trouble : undefined;
  return { ...START, packs: state.packs, attempt: state.attempt, trouble };
}

/** The state with an answer or a trouble. Ignores the answer to any other question than the current one. */
function takeResult(state: DeskState, to: DeskQuestion, result: DeskAnswer | Trouble): DeskState {
  if (!sameQuestion(state.question, to)) return state;
  if (result.kind !== 'answered') return { ...state, answer: undefined, trouble: result };
  const pack = state.packs?.find(({ id }) => id === result.answer.pack);
  const question: DeskQuestion = {
    ...to,
    picks: pack === undefined ? result.picks : picksOf(pack, result.picks),
  };
  return { ...state, question, answer: result.answer, answered: question, trouble: undefined };
}
