import type { AdvanceResult } from './advance-result.ts';
import type { Advisor } from './advisor.ts';
import { handlePress } from './handle-press.ts';
import { handleText } from './handle-text.ts';
import type { Consultation } from './consultation.ts';
import { foldState } from './fold-state.ts';
import type { Message } from './message.ts';
import { openSession } from './session.ts';

/**
 * Takes a consultation one message further. Pure and synchronous: the same consultation and message always give the
 * same result, whatever host runs it. No message is refused: what is not understood is answered and changes nothing.
 */
export function advance(advisor: Advisor, consultation: Consultation, message: Message): AdvanceResult {
  const session = openSession(advisor, consultation, foldState(consultation), message.speaker);
  return message.kind === 'press' ? handlePress(session, message.press) : handleText(session, message);
}
