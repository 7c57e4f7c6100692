import type { Advisor } from './advisor.ts';
import { handlePress } from './handle-press.ts';
import { handleText } from './handle-text.ts';
import type { Consultation } from './consultation.ts';
import { foldState } from './fold.ts';
import type { Message } from './message.ts';
import type { Reply } from './reply.ts';
import { openSession } from './session.ts';

/** A consultation after a message, with what is said to it. */
export interface Advanced {
  readonly consultation: Consultation;
  readonly replies: readonly Reply[];
  /** What the host must delete before it keeps anything of this: all that it keeps of whoever sent the message. */
  readonly forgets?: 'person';
}

/**
 * Takes a consultation one message further. Pure and synchronous: the same consultation and message always give the
 * same result, whatever host runs it. No message is refused: what is not understood is answered and changes nothing.
 */
export function advance(advisor: Advisor, consultation: Consultation, message: Message): Advanced {
  const session = openSession(advisor, consultation, foldState(consultation), message.speaker);
  return message.kind === 'press' ? handlePress(session, message.press) : handleText(session, message);
}
