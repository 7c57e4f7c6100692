import { onceFor, type Voice } from '../../core/index.ts';
import { cutText } from '../cut-text.ts';

/** Mail programs and browsers cut longer addresses. */
const LONGEST_ADDRESS = 2_000;

/**
 * A `mailto:` address that writes to the pack's owner about an answer, with the answer quoted as far as it fits.
 * Undefined where the owner has no mail address.
 */
export function complaintMail(voice: Voice, text: string): string | undefined {
  const start = startOf(voice);
  if (start === undefined) return undefined;
  const mail = (quoted: string) => `${start}${encode(voice.words.say('card.mail-body', { text: quoted }))}`;
  // Encoded, a text is never shorter.
  const whole = text.length <= LONGEST_ADDRESS ? mail(text) : undefined;
  if (whole !== undefined && whole.length <= LONGEST_ADDRESS) return whole;
  return mail(longestThatFits(text, LONGEST_ADDRESS, (quoted) => mail(quoted).length));
}

/** To whom, and on what: the same for every answer of a pack. */
const startOf = onceFor(({ knowledge, words }: Voice): string | undefined => {
  const { address } = knowledge.owner;
  if (!/^[^\s@?&]+@[^\s@?&]+$/u.test(address)) return undefined;
  const subject = words.say('card.mail-subject', { title: cutText(knowledge.title, 100) });
  const to = encodeURIComponent(address).replace('%40', '@');
  return `mailto:${to}?subject=${encode(subject)}&body=`;
});

/** RFC 6068: line breaks in a mail's body are CRLF. A lone surrogate would make encoding throw. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD').replace(/\r?\n/gu, '\r\n'));
}

/**
 * The longest beginning of a text whose length, measured with what stands around it, is at most `most`. It is sought
 * near where it would be if all of the text took as much room: measuring is the dear part.
 */
function longestThatFits(text: string, most: number, measure: (quoted: string) => number): string {
  const cut = (at: number) => `${text.slice(0, at)}…`;
  let [enough, tooMuch] = [0, Math.min(text.length, most)];
  let [room, excess] = [most - measure(cut(enough)), measure(cut(tooMuch)) - most];
  for (let guess = true; tooMuch - enough > 1; guess = !guess) {
    const share = guess && room >= 0 && excess > 0 ? room / (room + excess) : 0.5;
    const inside = Math.floor(enough + (tooMuch - enough) * share);
    const at = Math.min(Math.max(inside, enough + 1), tooMuch - 1);
    const length = measure(cut(at));
    if (length <= most) [enough, room] = [at, most - length];
    else [tooMuch, excess] = [at, length - most];
  }
  return cut(enough);
}
