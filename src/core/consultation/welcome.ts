import { joinList } from '../answers/join-list.ts';
import { answerContext } from '../answers/answer-context.ts';
import type { Advisor } from './advisor.ts';
import { chatReply } from './build-reply.ts';
import type { Reply } from './reply.ts';

/** The first reply of a conversation: what Waymark can answer, and how to begin. */
export function welcome(advisor: Advisor): Reply {
  const [{ knowledge }] = advisor.packs;
  const packs = joinList(
    advisor.words.language,
    advisor.packs.map((pack) => pack.knowledge.title),
    'and',
  );
  const text = advisor.words.say('chat.welcome', { packs });
  const context = answerContext(knowledge, advisor.words);
  return chatReply(context, { pack: null, text, citations: [], question: undefined, facts: {} });
}
