import type { Answer } from '../../contract/index.ts';
import { advance } from './advance.ts';
import type { Advisor } from './advisor.ts';
import { NEW_CONSULTATION, type Consultation } from './consultation.ts';
import { packsForRequest, type PackWithFacts, type KnownFacts } from './packs-for-request.ts';
import type { Reply } from './reply.ts';

/** One question, or a conversation whose last answer is wanted, with facts known beforehand. */
export interface AskRequest extends KnownFacts {
  readonly turns: readonly string[];
}

export type AskResult =
  | { readonly kind: 'answered'; readonly answer: Answer; readonly reply: Reply }
  /** Each problem says what is wrong with the request. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/**
 * Answers a question in one go, by the same consultation that the hosts run. What the text says overrides the facts that
 * are not settled. A pack that is named answers alone; else the facts are of the one that has them all, and where several
 * have, the text decides.
 */
export function ask(advisor: Advisor, request: AskRequest): AskResult {
  const found = packsForRequest(advisor, request);
  if (found.kind === 'refused') return found;
  const [first, ...others] = found.packs;
  const told = Object.keys(first.facts).length > 0 || first.settled.length > 0;
  const several = advisor.packs.length > 1;
  if (request.pack !== undefined)
    return hold({ ...advisor, packs: [first.pack] }, request.turns, first, false);
  if (others.length === 0) return hold(advisor, request.turns, first, told && several);
  const heard = hold(advisor, request.turns, { ...first, facts: {}, settled: [] }, false);
  const meant = heard.kind === 'answered' && told ? heard.answer.pack : null;
  const own = found.packs.find(({ pack }) => pack.knowledge.id === meant);
  return own === undefined ? heard : hold(advisor, request.turns, own, true);
}

/** Holds the conversation, with the facts told before it and, where it is chosen, on their pack. */
function hold(
  advisor: Advisor,
  turns: readonly string[],
  { pack, facts, settled }: PackWithFacts,
  chosen: boolean,
): AskResult {
  const told = Object.keys(facts).length > 0;
  let consultation: Consultation = {
    moves: [
      ...NEW_CONSULTATION.moves,
      ...(chosen ? [{ kind: 'chose-pack' as const, turn: 1, pack: pack.knowledge.id }] : []),
      ...(told ? [{ kind: 'told' as const, turn: 1, facts }] : []),
    ],
  };
  let reply: Reply | undefined;
  for (const text of turns) {
    const advanced = advance(advisor, consultation, { kind: 'text', text, settled });
    consultation = advanced.consultation;
    reply = advanced.replies.at(-1);
  }
  if (reply === undefined)
    return { kind: 'refused', problems: ['there is no question: give at least one text'] };
  return { kind: 'answered', answer: reply.answer, reply };
}
