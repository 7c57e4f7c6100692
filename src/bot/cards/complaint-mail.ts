import type { Voice } from '../../core/index.ts';
import { cutText } from '../cut-text.ts';

/** Mail programs and browsers cut longer addresses. */
const LONGEST_ADDRESS = 2_000;

/**
 * A `mailto:` address that writes to the pack's owner about an answer, with the answer quoted as far as it fits.
 * Undefined where the owner has no mail address.
 */
export function complaintMail({ knowledge, words }: Voice, text: string): string | undefined {
  const { address } = knowledge.owner;
  if (!/^[^\s@?&]+@[^\s@?&]+$/u.test(address)) return undefined;
  const subject = words.say('card.mail-subject', { title: cutText(knowledge.title, 100) });
  const to = encodeURIComponent(address).replace('%40', '@');
  const start = `mailto:${to}?subject=${encode(subject)}&body=`;
  const mail = (quoted: string) => `${start}${encode(words.say('card.mail-body', { text: quoted }))}`;
  const whole = mail(text);
  if (whole.length <= LONGEST_ADDRESS) return whole;
  return mail(longestThatFits(text, (quoted) => mail(quoted).length <= LONGEST_ADDRESS));
}

/** RFC 6068: line breaks in a mail's body are CRLF. A lone surrogate would make encoding throw. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD').replace(/\r?\n/gu, '\r\n'));
}

function longestThatFits(text: string, fits: (quoted: string) => boolean): string {
  // Encoded, a text is never shorter.
  let [enough, tooMuch] = [0, Math.min(text.length, LONGEST_ADDRESS)];
  while (tooMuch - enough > 1) {
    const middle = Math.floor((enough + tooMuch) / 2);
    if (fits(`${text.slice(0, middle)}…`)) enough = middle;
    else tooMuch = middle;
  }
  return `${text.slice(0, enough)}…`;
}
