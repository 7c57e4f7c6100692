import { memoize, type AnswerContext } from '../../core/index.ts';
import { cutText } from '../text/cut-text.ts';

/** Mail programs and browsers cut addresses that are longer (characters). */
const LONGEST_ADDRESS = 2_000;

/** The place of the answer in the mail's body: a character for private use (Unicode), which no text contains. */
const HOLE = '\uE000';

/**
 * A `mailto:` address for a mail to the pack's owner about an answer. The mail quotes the answer, cut if the address would
 * become too long. Undefined if the owner has no mail address.
 */
export function complaintMail(context: AnswerContext, text: string): string | undefined {
  const around = aroundAnswer(context);
  if (around === undefined) return undefined;
  const taken = around.reduce((sum, piece) => sum + piece.length, 0);
  const room = Math.floor((LONGEST_ADDRESS - taken) / (around.length - 1));
  return around.join(encode(longestThatFits(text, room)));
}

/** The encoded address before and behind the answer. It is the same for every answer of a pack. */
const aroundAnswer = memoize(({ knowledge, words }: AnswerContext): readonly string[] | undefined => {
  const { address } = knowledge.owner;
  if (!/^[^\s@?&]+@[^\s@?&]+$/u.test(address)) return undefined;
  const subject = words.say('card.mail-subject', { title: cutText(knowledge.title, 100) });
  const to = encodeURIComponent(address).replace('%40', '@');
  const body = encode(words.say('card.mail-body', { text: HOLE }));
  return `mailto:${to}?subject=${encode(subject)}&body=${body}`.split(encode(HOLE));
});

/** Encodes a text for the address. Line breaks become CRLF (RFC 6068); a lone surrogate, which cannot be encoded, U+FFFD. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD').replace(/\r?\n/gu, '\r\n'));
}

/** The text if its encoded form has at most `room` characters; else its longest beginning that fits, with "…" behind it. */
function longestThatFits(text: string, room: number): string {
  let [length, fitting] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    if (length + LENGTH_OF_CUT <= room) fitting = at;
    length += addedLength(text, at);
    if (length > room) return `${text.slice(0, fitting)}…`;
  }
  return text;
}

const LENGTH_OF_CUT = encode('…').length;
const ASCII_LENGTHS = Array.from({ length: 0x80 }, (_, code) => encode(String.fromCharCode(code)).length);

/** The length that the UTF-16 unit at this place adds to the encoded text: three characters for each byte of UTF-8. */
function addedLength(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 0x0a) return text.charCodeAt(at - 1) === 0x0d ? 3 : 6;
  if (code < 0x800) return ASCII_LENGTHS[code] ?? 6;
  // A lone surrogate is encoded as U+FFFD (three bytes). The pair has four bytes: the second half adds one to the nine.
  return isHighSurrogate(text.charCodeAt(at - 1)) && isLowSurrogate(code) ? 3 : 9;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
