import { advance, NEW_CONSULTATION, type Consultation } from '../../../src/core/index.ts';
import { realAdvisor } from '../../support/real-advisor.ts';

/** Messages that each change what is known, so that a lost one shows in the state. */
const TEXTS = [
  'BackOffice Server 4.0 to Windows Server 2003',
  "it's 4.5, not 4.0",
  'does Fax Service still work?',
  "it's 2.5, not 4.5",
  'back',
  "it's Small Business Server 4.5",
  'start over',
] as const;

/** A conversation and its expected replies. */
export interface Script {
  readonly texts: readonly string[];
  /** What is said to each message. */
  readonly replies: readonly string[];
  /** The state after the last. */
  readonly end: Consultation;
}

/** A conversation of this many messages, with the replies that the core alone gives. */
export function script(length: number): Script {
  const texts = Array.from({ length }, (_, i) => TEXTS[i % TEXTS.length] ?? '');
  const replies: string[] = [];
  let end: Consultation = NEW_CONSULTATION;
  for (const text of texts) {
    const advanced = advance(realAdvisor(), end, { kind: 'text', text });
    end = advanced.consultation;
    replies.push(advanced.replies.map((reply) => reply.text).join('\n'));
  }
  return { texts, replies, end };
}
