import {
  advance,
  NEW_CONSULTATION,
  type Advisor,
  type Consultation,
  type Message,
  type Reply,
} from '../core/index.ts';
import type { Case, Turn } from './case.ts';
import { checkExpectation } from './check-expectation.ts';

/** One expectation that was not met, and where it is written. */
export interface Failure {
  readonly place: string;
  readonly said: string;
  readonly problem: string;
}

/** Holds a case's conversation and says what did not come as expected. */
export function runCase(advisor: Advisor, { turns, pack }: Case): readonly Failure[] {
  const failures: Failure[] = [];
  let consultation: Consultation =
    pack === undefined ? NEW_CONSULTATION : { moves: [{ kind: 'chose-pack', turn: 1, pack }] };
  let reply: Reply | undefined;
  for (const turn of turns) {
    const message = messageOf(turn, reply);
    const said = turn.kind === 'user' ? turn.text : turn.label;
    if (message === undefined) {
      failures.push({ place: turn.place, said, problem: `there is no button "${said}"` });
      continue;
    }
    const advanced = advance(advisor, consultation, message);
    consultation = advanced.consultation;
    const answered = advanced.replies.at(-1);
    if (answered === undefined) throw new Error('A message was left without a reply.');
    reply = answered;
    for (const problem of checkExpectation(answered, turn.expect))
      failures.push({ place: turn.place, said, problem });
  }
  return failures;
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
