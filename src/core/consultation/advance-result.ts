import type { Consultation } from './consultation.ts';
import type { Reply } from './reply.ts';

/** A consultation after a message, with what is said to it. */
export interface AdvanceResult {
  readonly consultation: Consultation;
  readonly replies: readonly Reply[];
  /** What the host must delete before it keeps anything of this: all that it keeps of whoever sent the message. */
  readonly forgets?: 'person';
}
