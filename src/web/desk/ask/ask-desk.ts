import type { Answer } from '../../../contract/index.ts';
import { isAnswer } from '../api/contract.ts';
import { request, type Trouble } from '../api/request.ts';
import type { DeskQuestion, PickedFact, PickedFacts } from './question.ts';

/** An answer with the picks that still hold; a text that was changed to say something else has taken some back. */
export interface DeskAnswer {
  readonly kind: 'answered';
  readonly answer: Answer;
  readonly picks: PickedFacts;
}

/**
 * Asks with the picked facts. What the text says overrides facts that are sent along, so where a pick changes what the
 * text says the question is sent again with the fact named in `settled`: the text is not heard on it. Sending it at once
 * would not show what the text says now, and an agent who goes on typing means the text.
 */
export async function askDesk(question: DeskQuestion, signal: AbortSignal): Promise<DeskAnswer | Trouble> {
  const first = await send(question, question.picks, [], signal);
  if (first.kind !== 'ok') return first;
  const picks = holding(question.picks, first.body.facts);
  const settled = Object.entries(picks).flatMap(([id, pick]) => (pick.over === undefined ? [] : [id]));
  if (settled.length === 0) return { kind: 'answered', answer: first.body, picks };
  const second = await send(question, picks, settled, signal);
  return second.kind === 'ok' ? { kind: 'answered', answer: second.body, picks } : second;
}

function send(
  { text, pack }: DeskQuestion,
  picks: PickedFacts,
  settled: readonly string[],
  signal: AbortSignal,
) {
  const facts = Object.entries(picks).flatMap(([id, { value }]): [string, string][] =>
    value === null ? [] : [[id, value]],
  );
  return request('api/ask', isAnswer, {
    signal,
    json: {
      text,
      ...(facts.length > 0 ? { facts: Object.fromEntries(facts) } : {}),
      ...(settled.length > 0 ? { settled } : {}),
      ...(pack === undefined ? {} : { pack }),
    },
  });
}

/** The picks that hold against what the text says, each with what that is where it is something else. */
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

/** A fact's value in one form, however its candidates are ordered. */
function asText(value: string | readonly string[] | undefined): string | undefined {
  if (value === undefined) return undefined;
  return (typeof value === 'string' ? value.split(',') : [...value]).sort().join(',');
}
