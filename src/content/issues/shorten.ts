/** The text in one line and at most `length` characters long, for quoting it in a message. */
export function shorten(text: string, length = 60): string {
  const folded = foldSpace(text);
  return folded.length <= length ? folded : `${folded.slice(0, length).trimEnd()} …`;
}

/** The text with every run of white space as one blank. */
export function foldSpace(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** `a, b, c` with at most `most` items, and how many were left out. */
export function listed(items: readonly string[], most = 20): string {
  const shown = items.slice(0, most).join(', ');
  return items.length <= most ? shown : `${shown} and ${items.length - most} more`;
}

/** `a`, `a or b`, `a, b or c`. */
export function eitherOf(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} or ${last}`;
}
