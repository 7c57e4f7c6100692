import type { Consultation } from './consultation.ts';
import type { Reply } from './reply.ts';

/** The consultation after a message, and the replies to the message. */
export interface AdvanceResult {
  readonly consultation: Consultation;
  readonly replies: readonly Reply[];
  /** Set if the host must delete all that it keeps of the sender, before it stores this result. */
  readonly forgets?: 'person';
}
