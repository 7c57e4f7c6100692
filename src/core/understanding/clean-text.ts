import { LONGEST_QUESTION } from '../../contract/index.ts';

/** Control and invisible characters: they hide what was typed, and a terminal would obey them. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g;

/** The tags that chat clients send. Anything else between angle brackets is the user's own writing. */
const TAG =
  /<\/?(?:a|abbr|b|big|body|br|code|div|em|font|h[1-6]|hr|html|i|img|ins|li|mark|ol|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul)(?:[\s/][^<>]{0,300})?>/gi;
/** Tags inside a word or a line; all others end a line. */
const INLINE = /^<\/?(?:a|abbr|b|big|code|em|font|i|ins|mark|s|small|span|strike|strong|sub|sup|tt|u)\b/i;

/** Whom a message is addressed to in Teams. It is always closed; without its end it would be searched for to no end. */
const ADDRESSED = /<at(?:\s[^<>]{0,100})?>[^<>]{0,100}<\/at>/gi;

const ENTITY = /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,6}));/gi;
const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  rarr: '→',
};

/** Marks of emphasis and code in Markdown. An underscore is none: it is part of names. */
const EMPHASIS = /[*`~]{1,3}/g;
const LINK = /\[([^[\]]{1,200})\]\([^()\s]{1,500}\)/g;

/** What nearly every message is made of, ASCII without a character that markup begins with: there is nothing to clean. */
const PLAIN = /^[\n !-%'()+-;=?-Z\\\]^_a-}]*$/;

/**
 * A message as it is seen: without tags, entities, marks of emphasis, quoted messages and characters that cannot be
 * seen, and with wide and other compatible forms as plain ones. Linear in the length. A message that is longer than
 * what is read stays as it is.
 */
export function cleanText(text: string): string {
  if (text.length > LONGEST_QUESTION || PLAIN.test(text)) return text;
  const seen = text.replace(UNSEEN, '').normalize('NFKC');
  const plain = /[<&]/.test(seen) ? withoutMarkup(seen) : seen;
  return withoutQuoted(plain).replace(LINK, '$1').replace(EMPHASIS, '');
}

function withoutMarkup(text: string): string {
  return withoutBlockquotes(text)
    .replace(ADDRESSED, ' ')
    .replace(TAG, (tag) => (INLINE.test(tag) ? '' : '\n'))
    .replace(ENTITY, decode);
}

function decode(entity: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  const isText = code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isText ? String.fromCodePoint(code).normalize('NFKC').replace(UNSEEN, '') : ' ';
}

/** What an earlier message said is no part of this one, unless nothing else is. */
function withoutBlockquotes(text: string): string {
  const pieces = text.split(/<(\/?)blockquote(?:\s[^<>]{0,300})?>/i);
  if (pieces.length === 1) return text;
  let depth = 0;
  const own: string[] = [];
  pieces.forEach((piece, i) => {
    if (i % 2 === 1) depth = piece === '/' ? Math.max(0, depth - 1) : depth + 1;
    else if (depth === 0) own.push(piece);
  });
  const rest = own.join('\n');
  return /[\p{L}\p{N}]/u.test(rest.replace(TAG, '')) ? rest : pieces.filter((_, i) => i % 2 === 0).join('\n');
}

/** The same for lines that begin with ">", as mail and chat clients quote: those at the start, above the reply. */
function withoutQuoted(text: string): string {
  if (!text.trimStart().startsWith('>')) return text;
  const lines = text.split('\n');
  const own = lines.findIndex((line) => line.trim() !== '' && !line.trimStart().startsWith('>'));
  return own < 0 ? text.replace(/^[ \t]*>+/gm, '') : lines.slice(own).join('\n');
}
