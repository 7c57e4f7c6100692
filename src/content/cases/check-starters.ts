import type { Answer } from '../../contract/index.ts';
import { ask, type Advisor } from '../../core/index.ts';
import type { ContentIssue } from '../issues/content-issue.ts';
import { issueAt, type Place } from '../reading/place.ts';

/** A question that pages suggest, and where it is written. */
export interface Starter {
  readonly text: string;
  readonly place: Place;
}

/**
 * An issue for each starter that leads to no answer. A suggested question must be answered, or lead to a question back.
 *
 * @example const issues = checkStarters(advisor, pack.starters);
 */
export function checkStarters(advisor: Advisor, starters: readonly Starter[]): readonly ContentIssue[] {
  return starters.flatMap(({ text, place }) => {
    const asked = ask(advisor, { turns: [text] });
    const why = asked.kind === 'answered' ? LEADS_NOWHERE[asked.answer.kind] : asked.problems.join(' ');
    if (why === undefined) return [];
    const fix = 'write it as the cases ask, or suggest something that the text answers';
    return [issueAt(place, `the starter "${text}" leads to no answer: ${why}`, fix)];
  });
}

const LEADS_NOWHERE: Readonly<Record<Answer['kind'], string | undefined>> = {
  answer: undefined,
  question: undefined,
  'not-covered': 'the pack says nothing of it',
  chat: 'it is not read as a question',
};
