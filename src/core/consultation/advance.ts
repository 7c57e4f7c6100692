import type { AdvanceResult } from './advance-result.ts';
import type { Advisor } from './advisor.ts';
import { handlePress } from './handle-press.ts';
import { handleText } from './handle-text.ts';
import type { Consultation } from './consultation.ts';
import { foldState } from './fold-state.ts';
import type { Message } from './message.ts';
import { openSession } from './session.ts';

/**
 * Handles one message of a user: the next consultation, and the replies. Pure and synchronous: the same consultation and
 * message always give the same result. Every message gets a reply; one that is not understood changes nothing.
 *
 * @example
 * const first = advance(advisor, NEW_CONSULTATION, { kind: 'text', text: 'BackOffice Server 4.5 to Windows 2003?' });
 * console.log(first.replies[0]?.text); // the verdict, the steps and a question
 * const second = advance(advisor, first.consultation, { kind: 'text', text: 'no' }); // the answer to the question
 */
export function advance(advisor: Advisor, consultation: Consultation, message: Message): AdvanceResult {
  const { speaker, writtenBy } = message;
  const session = openSession(advisor, consultation, foldState(consultation), { speaker, writtenBy });
  return message.kind === 'press' ? handlePress(session, message.press) : handleText(session, message);
}
