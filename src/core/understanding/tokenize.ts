/** A word of a message in the form in which it is compared, with where it stood. */
export interface Token {
  readonly norm: string;
  readonly start: number;
  readonly end: number;
  /** Begins with a capital letter or a digit: a name rather than a word. */
  readonly capital: boolean;
}

export const ARROW = '→';
export const COMMA = ',';
export const STOP = '.';
export const QUESTION = '?';
/** Makes the number before it a quantity. */
export const PERCENT = '%';

/** What separates clauses and is no word. */
const MARKS: ReadonlySet<string> = new Set([COMMA, STOP, QUESTION, PERCENT]);

/**
 * Words (numbers keep their inner dots), arrows, and the punctuation that separates clauses. Alternatives are disjoint. An
 * arrow's shaft has a longest length, so that a row of dashes is not read to its end again from each of them.
 */
const TOKEN =
  /%|[\p{L}\p{M}\p{N}]+(?:(?:[.'’´]|,(?=\d{1,2}(?![\p{L}\p{N}]|[.,]\d)))[\p{L}\p{M}\p{N}]+)*|-{1,9}>|={1,9}>|[→>]|[&+]|[,;:/|()]|[.!?\n]/gu;

/**
 * Splits a message into comparable words: case folded, accents and apostrophes dropped, letters and digits that are
 * glued together taken apart (`bo4.5` gives `bo`, `4.5`) unless `known` has them as one word. Linear in the length.
 */
export function tokenize(text: string, known: (word: string) => boolean = () => false): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    pushToken(tokens, match, known);
  }
  return tokens;
}

/** The words of an alias or a phrase, as they are compared. */
export function normalizePhrase(text: string): readonly string[] {
  return openingWords(text, Infinity);
}

/** The first words of a phrase, as they are compared: at least `most` of them, where it has so many. */
export function openingWords(text: string, most: number): readonly string[] {
  const words: string[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const tokens: Token[] = [];
    pushToken(tokens, match, isAnyWord);
    for (const { norm } of tokens) if (!MARKS.has(norm)) words.push(norm);
    if (words.length >= most) break;
  }
  return words;
}

function isAnyWord(): boolean {
  return true;
}

function pushToken(tokens: Token[], match: RegExpExecArray, known: (word: string) => boolean): void {
  const [raw] = match;
  const start = match.index;
  const mark = raw === '>' && !standsAlone(match.input, start) ? COMMA : markOf(raw);
  if (mark !== undefined) tokens.push({ norm: mark, start, end: start + raw.length, capital: false });
  else pushWord(tokens, raw, start, known);
}

/** "4.0 > 4.5" is an arrow, "<b>4.5" is markup. */
function standsAlone(text: string, at: number): boolean {
  return /\s/.test(text[at - 1] ?? ' ') && /\s/.test(text[at + 1] ?? ' ');
}

function markOf(raw: string): string | undefined {
  // Most begin with a plain letter, which is told sooner than any letter.
  if (/^[a-zA-Z0-9]/.test(raw) || /^[\p{L}\p{M}\p{N}]/u.test(raw)) return undefined;
  if (raw.endsWith('>') || raw === ARROW) return ARROW;
  if (raw === QUESTION || raw === PERCENT || raw === '&' || raw === '+') return raw;
  return /[.!\n]/.test(raw) ? STOP : COMMA;
}

/** A word with commas in it ("4,5") is a number only where that number is known and its halves are not both. */
function pushWord(tokens: Token[], raw: string, start: number, known: (word: string) => boolean): void {
  // Most words have neither a comma nor a dot: they are not looked at any closer.
  if (!raw.includes(',')) {
    pushPieces(tokens, raw, start, known);
    return;
  }
  const [, , whole, fraction] = /^(\p{L}*)(\d{1,3}),(\d{1,2})$/u.exec(raw) ?? [];
  if (whole !== undefined && fraction !== undefined && known(`${whole}.${fraction}`)) {
    if (!(known(whole) && known(fraction))) {
      pushPieces(tokens, raw.replace(',', '.'), start, known);
      return;
    }
  }
  let at = start;
  for (const part of raw.split(',')) {
    if (at > start) tokens.push({ norm: COMMA, start: at - 1, end: at, capital: false });
    pushPieces(tokens, part, at, known);
    at += part.length + 1;
  }
}

/** A dot that stands neither inside a number nor before the x of a release line. */
const ENDING_DOT = /(?<!\d)\.|\.(?!\d|x$)/i;

/** Words joined by a dot are one word only where they make a number: "4.5", but not "server.Next". */
function pushPieces(tokens: Token[], raw: string, start: number, known: (word: string) => boolean): void {
  if (!raw.includes('.')) {
    pushPiece(tokens, raw, start, known);
    return;
  }
  let at = start;
  for (const piece of raw.split(ENDING_DOT)) {
    if (at > start) tokens.push({ norm: STOP, start: at - 1, end: at, capital: false });
    pushPiece(tokens, piece, at, known);
    at += piece.length + 1;
  }
}

function pushPiece(tokens: Token[], raw: string, start: number, known: (word: string) => boolean): void {
  const norm = fold(raw);
  const capital = /^[\p{Lu}\p{N}]/u.test(raw);
  const parts = known(norm) ? undefined : splitGlued(raw);
  if (parts === undefined) {
    tokens.push({ norm, start, end: start + raw.length, capital });
    return;
  }
  let at = start;
  for (const part of parts) {
    tokens.push({ norm: fold(part), start: at, end: at + part.length, capital: capital || at > start });
    at += part.length;
  }
}

/** "bo4.5" is "bo", "4.5"; "suite2022ent" is "suite", "2022", "ent". A single letter behind a number stays with it. */
function splitGlued(raw: string): readonly string[] | undefined {
  if (!/\d/.test(raw)) return undefined;
  const match = /^(\p{L}+)(\d[\d.]*(?:k\d{0,2}(?!\p{L}))?)(\p{L}{2,})?$/iu.exec(raw);
  const [, letters, digits, suffix] = match ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  return suffix === undefined ? [letters, digits] : [letters, digits, suffix];
}

function fold(text: string): string {
  if (/^[a-zA-Z0-9.]+$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’´]/gu, '')
    .toLowerCase();
}
