import {
  advance,
  NEW_CONSULTATION,
  type Advisor,
  type Consultation,
  type Message,
  type Reply,
} from '../../core/index.ts';
import type { Case, Turn } from './case.ts';
import { checkExpectation } from './check-expectation.ts';

/** One expectation that was not met, and where it is written. */
export interface Failure {
  readonly place: string;
  readonly said: string;
  readonly problem: string;
}

/** A turn of a case with the reply to it; undefined where the button that it presses is not there. */
export interface PlayedTurn {
  readonly turn: Turn;
  readonly reply: Reply | undefined;
}

/**
 * Plays a case and returns the expectations that were not met; empty if the case passes.
 *
 * @example for (const failure of runCase(advisor, each)) console.log(failure.place, failure.problem);
 */
export function runCase(advisor: Advisor, each: Case): readonly Failure[] {
  return playCase(advisor, each).flatMap((held) =>
    unmetExpectations(held).map((problem) => ({ place: held.turn.place, said: saidIn(held.turn), problem })),
  );
}

/** Sends the turns of a case to the advisor, in order. A turn whose button is missing is skipped. */
export function playCase(advisor: Advisor, { turns, pack }: Case): readonly PlayedTurn[] {
  const held: PlayedTurn[] = [];
  let consultation: Consultation =
    pack === undefined ? NEW_CONSULTATION : { moves: [{ kind: 'chose-pack', turn: 1, pack }] };
  let last: Reply | undefined;
  for (const turn of turns) {
    const message = messageOf(turn, last);
    if (message === undefined) {
      held.push({ turn, reply: undefined });
      continue;
    }
    const advanced = advance(advisor, consultation, message);
    consultation = advanced.consultation;
    last = advanced.replies.at(-1);
    if (last === undefined) throw new Error('a message got no reply');
    held.push({ turn, reply: last });
  }
  return held;
}

/** The expectations of a turn that its reply does not meet. */
export function unmetExpectations({ turn, reply }: PlayedTurn): readonly string[] {
  return reply === undefined
    ? [`there is no button "${saidIn(turn)}"`]
    : checkExpectation(reply, turn.expect);
}

function saidIn(turn: Turn): string {
  return turn.kind === 'user' ? turn.text : turn.label;
}

function messageOf(turn: Turn, reply: Reply | undefined): Message | undefined {
  if (turn.kind === 'user') return { kind: 'text', text: turn.text };
  const question = reply?.question;
  const choice = question?.choices.find((candidate) => candidate.label === turn.label);
  if (question === undefined || choice === undefined) return undefined;
  return {
    kind: 'press',
    press: { kind: 'choice', question: question.number, fact: question.fact, choice: choice.value },
  };
}
