import { loadDialogs } from '../../src/content/index.ts';
import type { Answer } from '../../src/contract/index.ts';
import {
  advance,
  ask,
  createAdvisor,
  foldState,
  NEW_CONSULTATION,
  nonEmpty,
  type Advisor,
  type Consultation,
  type Dialogs,
  type Knowledge,
  type Message,
  type Reply,
} from '../../src/core/index.ts';

let dialogs: Dialogs | undefined;

/** The shipped dialogs. */
export function shippedDialogs(): Dialogs {
  dialogs ??= loadDialogs('dialogs').dialogs;
  if (dialogs === undefined) throw new Error('the shipped dialogs do not load; see waymark check');
  return dialogs;
}

/** An advisor on built packs that speaks the shipped English. */
export function advisorOn(...packs: readonly Knowledge[]): Advisor {
  const some = nonEmpty(packs);
  const advisor = some === undefined ? undefined : createAdvisor(some, shippedDialogs(), 'en');
  if (advisor === undefined) throw new Error('no advisor without a pack and English words');
  return advisor;
}

/** A conversation in progress: what was said last, and what is known by now. */
export interface Talk {
  readonly consultation: Consultation;
  readonly reply: Reply;
  readonly answer: Answer;
}

/** Says the texts one after the other (from an earlier talk on, where one is given). */
export function talk(advisor: Advisor, texts: readonly string[], from?: Talk): Talk {
  return send(
    advisor,
    texts.map((text): Message => ({ kind: 'text', text })),
    from,
  );
}

/** Presses a button of the question that is open. */
export function press(advisor: Advisor, from: Talk, value: string): Talk {
  const { question } = from.reply;
  if (question === undefined) throw new Error('no question is open');
  return pressOf(advisor, from, { question: question.number, fact: question.fact, choice: value });
}

/** Presses any button, of an earlier card perhaps. */
export function pressOf(
  advisor: Advisor,
  from: Talk,
  button: { readonly question: number; readonly fact: string; readonly choice: string },
): Talk {
  return send(advisor, [{ kind: 'press', press: { kind: 'choice', ...button } }], from);
}

export function send(advisor: Advisor, messages: readonly Message[], from?: Talk): Talk {
  let consultation = from?.consultation ?? NEW_CONSULTATION;
  let reply = from?.reply;
  for (const message of messages) {
    const advanced = advance(advisor, consultation, message);
    consultation = advanced.consultation;
    reply = advanced.replies.at(-1);
  }
  if (reply === undefined) throw new Error('nothing was said');
  return { consultation, reply, answer: reply.answer };
}

/** What `back` must restore: the facts, what the consultation is about, and what is asked. */
export function base({ consultation }: Pick<Talk, 'consultation'>): object {
  const { facts, main, question } = foldState(consultation);
  return { facts, topics: main?.topics ?? [], asks: question?.fact };
}

/** The answer to a question asked in one go. */
export function answerTo(advisor: Advisor, text: string, facts?: Readonly<Record<string, unknown>>): Answer {
  const asked = ask(advisor, { turns: [text], ...(facts === undefined ? {} : { facts }) });
  if (asked.kind === 'refused') throw new Error(asked.problems.join('\n'));
  return asked.answer;
}
