/** The text on one line, in at most `most` characters. A longer one is cut behind a word and ends with "…". */
export function cutText(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= most) return line;
  const head = line.slice(0, most - 1);
  const space = head.lastIndexOf(' ');
  // A cut must not leave half of a surrogate pair behind.
  const kept = (space > 0 ? head.slice(0, space) : head).replace(/[\uD800-\uDBFF]$/u, '');
  return `${kept.trimEnd()}…`;
}
