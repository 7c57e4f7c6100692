import type { Case } from '../../src/content/index.ts';
import {
  advance,
  NEW_CONSULTATION,
  type Advisor,
  type Consultation,
  type Message,
  type Reply,
} from '../../src/core/index.ts';

type Turn = Case['turns'][number];

/** One message of a transcript with the core's reply. A host must show the same. */
export interface Replayed {
  readonly turn: Turn;
  readonly reply: Reply;
}

/** Sends the messages of a transcript to the core. */
export function replay(advisor: Advisor, { turns }: Case): readonly Replayed[] {
  let consultation: Consultation = NEW_CONSULTATION;
  let last: Reply | undefined;
  return turns.map((turn) => {
    const advanced = advance(advisor, consultation, messageOf(turn, last));
    const reply = advanced.replies.at(-1);
    if (reply === undefined) throw new Error(`${turn.place}: a message was left without a reply`);
    consultation = advanced.consultation;
    last = reply;
    return { turn, reply };
  });
}

function messageOf(turn: Turn, last: Reply | undefined): Message {
  if (turn.kind === 'user') return { kind: 'text', text: turn.text };
  const question = last?.question;
  const choice = question?.choices.find(({ label }) => label === turn.label);
  if (question === undefined || choice === undefined)
    throw new Error(`${turn.place}: there is no button "${turn.label}"`);
  return {
    kind: 'press',
    press: { kind: 'choice', question: question.number, fact: question.fact, choice: choice.value },
  };
}
