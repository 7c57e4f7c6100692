import type { Answer } from '../../contract/index.ts';
import { advance } from './advance.ts';
import type { Advisor } from './advisor.ts';
import { NEW_CONSULTATION, type Consultation } from './consultation.ts';
import { packsForRequest, type PackWithFacts, type KnownFacts } from './packs-for-request.ts';
import type { Reply } from './reply.ts';

/** A question, or several messages of which the last answer is wanted, with what is known beforehand. */
export interface AskRequest extends KnownFacts {
  readonly turns: readonly string[];
}

export type AskResult =
  | { readonly kind: 'answered'; readonly answer: Answer; readonly reply: Reply }
  /** Each problem says what is wrong with the request and what is allowed. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/**
 * Answers a question at once, in a consultation of its own. Facts that the text tells override those of the request, but
 * not the settled ones. If the request names a pack, that pack answers; else the pack that has all the facts, and if there
 * are several, the text decides. Refuses a pack, a fact or a value that does not exist, and a request without a text.
 *
 * @example
 * const asked = ask(advisor, { turns: ['does fax still work?'], facts: { installed: 'backoffice-server-4.5' } });
 * console.log(asked.kind === 'answered' ? asked.answer.verdict : asked.problems);
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

/** Runs a consultation with the facts of the request; with `chosen` its pack is set as well. */
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
