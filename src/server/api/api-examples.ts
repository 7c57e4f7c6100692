import type { Advisor } from '../../core/index.ts';
import { answerQuestion, type ApiAskResult } from './answer-question.ts';
import type { AskBody } from '../../contract/index.ts';

/** Requests with the responses that the server gives to them now. */
export interface ApiExamples {
  readonly ask: { readonly request: AskBody; readonly answer: unknown };
  readonly batch: { readonly request: { readonly questions: readonly AskBody[] }; readonly answers: unknown };
  readonly problem: unknown;
}

/** Makes examples: an upgrade question on the first pack, and one with a fact that no pack has. */
export function makeExamples(advisor: Advisor): ApiExamples {
  const good = exampleRequest(advisor);
  const bad: AskBody = { text: good.text, facts: { 'no-such-fact': 'yes' } };
  const [answer, refused] = [answerQuestion(advisor, good), answerQuestion(advisor, bad)];
  return {
    ask: { request: good, answer: bodyOf(answer) },
    batch: {
      request: { questions: [good, bad] },
      answers: { answers: [bodyOf(answer), bodyOf(refused)] },
    },
    problem: { type: 'about:blank', ...(refused.kind === 'refused' ? refused.refusal : {}) },
  };
}

/** A question about an upgrade, with stops if there is one. Product names only, so that it works in every language. */
function exampleRequest({ packs }: Advisor): AskBody {
  const { title, rules, products } = packs[0].knowledge;
  const upgrades = [...rules.values()].filter((rule) => rule.kind === 'upgrade');
  const upgrade = upgrades.find(({ via }) => via.length > 0) ?? upgrades[0];
  if (upgrade === undefined) return { text: title };
  const [from] = upgrade.from;
  return { text: products.get(from)?.name ?? from, facts: { target: upgrade.to } };
}

function bodyOf(answered: ApiAskResult): unknown {
  return answered.kind === 'answer' ? answered.answer : { error: answered.refusal };
}
