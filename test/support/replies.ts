import { advance, NEW_CONSULTATION, nonEmpty, type Consultation, type Reply } from '../../src/core/index.ts';
import { realAdvisor } from './real-advisor.ts';

/** The last reply of a conversation with the shipped content. */
export function replyTo(...texts: readonly string[]): Reply {
  let consultation: Consultation = NEW_CONSULTATION;
  let last: Reply | undefined;
  for (const text of texts) {
    const advanced = advance(realAdvisor(), consultation, { kind: 'text', text });
    consultation = advanced.consultation;
    last = advanced.replies.at(-1);
  }
  if (last === undefined) throw new Error('no reply');
  return last;
}

/** The reply with `text` as the headline of its first document, such as markup that a vendor could write. */
export function vendorWriting(text: string, reply: Reply): Reply {
  const [first, ...rest] = reply.documents;
  return { ...reply, documents: [{ ...first, headline: { ...first.headline, text } }, ...rest] };
}

/** A reply that consists of the first document, repeated. */
export function repeated(reply: Reply, times: number): Reply {
  const documents = nonEmpty(Array.from({ length: times }, () => reply.documents[0]));
  if (documents === undefined) throw new Error('no part');
  return { ...reply, documents, text: Array.from({ length: times }, () => reply.text).join('\n\n') };
}

/** Conversations that bring up each kind of answer that the shipped pack gives. */
export const CONVERSATIONS: readonly (readonly string[])[] = [
  ['upgrade BackOffice Server 2.5 to Windows Server 2003'],
  ['BackOffice Server 4.0 to Windows Server 2003'],
  ['BackOffice Server 4.0 to Windows Server 2003', 'yes'],
  ['BackOffice Server 4.5 to Windows Server 2003'],
  ['BackOffice Server 4.5 to Windows Server 2003', "I don't know"],
  ['Small Business Server 4.5 to Windows Server 2003'],
  ['BackOffice Server to Windows Server 2003'],
  ['BackOffice Server 3.0 to Windows Server 2003'],
  ['Exchange Server 5.5 to Windows Server 2003'],
  ['4.5'],
  ['is Site Server supported?'],
  ['does Fax Service still work?'],
  ['where is the latest information?'],
  ['how long does the upgrade take?'],
];
