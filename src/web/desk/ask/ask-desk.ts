import type { Answer } from '../../../contract/index.ts';
import { isAnswer } from '../api/contract.ts';
import { request, type Browser, type Trouble } from '../api/request.ts';
import type { DeskQuestion, PickedFact, PickedFacts } from './question.ts';

/** An answer, and the picks that still hold: the text may have been changed to say something else. */
export interface DeskAnswer {
  readonly kind: 'answered';
  readonly answer: Answer;
  readonly picks: PickedFacts;
}

/**
 * Asks a question with the picked facts. On the server, facts in the text override facts that are sent beside it. So if
 * a pick contradicts the text, the question is sent a second time with that fact in `settled`, which makes the server
 * ignore the text on this fact. It is not sent in `settled` at once, because the first answer shows what the text says
 * now: an agent who goes on typing means the text.
 */
export async function askDesk(
  browser: Browser,
  question: DeskQuestion,
  signal: AbortSignal,
): Promise<DeskAnswer | Trouble> {
  const first = await send(browser, question, question.picks, [], signal);
  if (first.kind !== 'ok') return first;
  const picks = holding(question.picks, first.body.facts);
  const settled = Object.entries(picks).flatMap(([id, pick]) => (pick.over === undefined ? [] : [id]));
  if (settled.length === 0) return { kind: 'answered', answer: first.body, picks };
  const second = await send(browser, question, picks, settled, signal);
  return second.kind === 'ok' ? { kind: 'answered', answer: second.body, picks } : second;
}

function send(
  browser: Browser,
  { text, pack }: DeskQuestion,
  picks: PickedFacts,
  settled: readonly string[],
  signal: AbortSignal,
) {
  const facts = Object.entries(picks).flatMap(([id, { value }]): [string, string][] =>
    value === null ? [] : [[id, value]],
  );
  return request(browser, 'api/ask', isAnswer, {
    signal,
    json: {
      text,
      ...(facts.length > 0 ? { facts: Object.fromEntries(facts) } : {}),
      ...(settled.length > 0 ? { settled } : {}),
      ...(pack === undefined ? {} : { pack }),
    },
  });
}

/**
 * The picks that still hold: a pick is dropped if the text has changed what it says of the fact since. If the text says
 * something else than the pick, `over` is what the text says.
 */
function holding(picks: PickedFacts, said: Answer['facts']): PickedFacts {
  return Object.fromEntries(
    Object.entries(picks).flatMap(([id, pick]): [string, PickedFact][] => {
      const heard = asText(said[id]);
      if (heard === undefined || heard === asText(pick.value ?? undefined))
        return [[id, { value: pick.value }]];
      if (pick.over !== undefined && pick.over !== heard) return [];
      return [[id, { value: pick.value, over: heard }]];
    }),
  );
}

/** A fact's value as one text, with several candidates in a fixed order. */
function asText(value: string | readonly string[] | undefined): string | undefined {
  if (value === undefined) return undefined;
  return (typeof value === 'string' ? value.split(',') : [...value]).sort().join(',');
}
