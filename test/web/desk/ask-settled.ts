import { parseFacts } from '../../../src/core/answers/parse-facts.ts';
import { advance } from '../../../src/core/consultation/advance.ts';
import { NEW_CONSULTATION, type Telling } from '../../../src/core/consultation/consultation.ts';
import { foldState } from '../../../src/core/consultation/fold.ts';
import { ADVICE, answerStep, openSession } from '../../../src/core/consultation/session.ts';
import { nonEmpty, type Answer } from '../../../src/core/index.ts';
import { realAdvisor } from '../../support/real-advisor.ts';

export interface SettledBody {
  readonly text: string;
  readonly facts?: Readonly<Record<string, string>>;
  readonly settled: readonly string[];
}

/** What `settled` means: the facts that it names hold whatever the text says of them; one without a value is out. */
export function askSettled({ text, facts = {}, settled }: SettledBody): Answer {
  const advisor = realAdvisor();
  const parsed = parseFacts(advisor.packs[0].knowledge, facts);
  if (parsed.kind === 'invalid') throw new Error(parsed.problems.join('; '));
  const told = { kind: 'told' as const, turn: 1, facts: parsed.facts };
  const heard = advance(
    advisor,
    { moves: [...NEW_CONSULTATION.moves, told] },
    { kind: 'text', text },
  ).consultation;
  const state = foldState(heard);
  const telling: Telling = Object.fromEntries(settled.map((id) => [id, parsed.facts[id] ?? null]));
  const [reply] = answerStep(openSession(advisor, heard, state), {
    moves: [{ kind: 'replaced', turn: state.turn + 1, facts: telling }],
    topics: nonEmpty([...(state.last?.topics ?? [])]) ?? [ADVICE],
    main: true,
    with: {},
    opening: undefined,
    notes: [],
  }).replies;
  if (reply === undefined) throw new Error('no reply');
  return reply.answer;
}
