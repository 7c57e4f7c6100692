import type { Answer } from '../answers/answer.ts';
import { parseFacts } from '../answers/parse-facts.ts';
import { advance } from './advance.ts';
import type { Advisor } from './advisor.ts';
import { NEW_CONSULTATION, type Consultation } from './consultation.ts';
import type { Reply } from './reply.ts';

/** One question, or a conversation whose last answer is wanted, with facts known beforehand. */
export interface AskRequest {
  readonly turns: readonly string[];
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly pack?: string;
}

export type Asked =
  | { readonly kind: 'answered'; readonly answer: Answer; readonly reply: Reply }
  /** Each problem says what is wrong with the request. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Answers a question in one go, by the same consultation that the hosts run. What the text says overrides the facts. */
export function ask(advisor: Advisor, { turns, facts = {}, pack }: AskRequest): Asked {
  const chosen =
    pack === undefined ? undefined : advisor.packs.find(({ knowledge }) => knowledge.id === pack);
  if (pack !== undefined && chosen === undefined) {
    const ids = advisor.packs.map(({ knowledge }) => knowledge.id).join(', ');
    return { kind: 'refused', problems: [`"${pack}" is no pack here; there are ${ids}`] };
  }
  const ready = chosen ?? advisor.packs[0];
  const sent = parseFacts(ready.knowledge, facts);
  if (sent.kind === 'invalid') return { kind: 'refused', problems: sent.problems };
  const told = Object.keys(sent.facts).length > 0;
  let consultation: Consultation = {
    moves: [
      ...NEW_CONSULTATION.moves,
      ...(chosen !== undefined || (told && advisor.packs.length > 1)
        ? [{ kind: 'chose-pack' as const, turn: 1, pack: ready.knowledge.id }]
        : []),
      ...(told ? [{ kind: 'told' as const, turn: 1, facts: sent.facts }] : []),
    ],
  };
  let reply: Reply | undefined;
  for (const text of turns) {
    const advanced = advance(advisor, consultation, { kind: 'text', text });
    consultation = advanced.consultation;
    reply = advanced.replies.at(-1);
  }
  if (reply === undefined)
    return { kind: 'refused', problems: ['there is no question: give at least one text'] };
  return { kind: 'answered', answer: reply.answer, reply };
}
