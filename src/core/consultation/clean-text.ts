/** The longest message that is read: far above what anyone types, far below what would be slow. */
export const MOST_CHARACTERS = 16_000;

/** Control and invisible characters: they hide what was typed, and a terminal would obey them. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g;

/** A message as it is seen: wide and other compatible forms as plain ones, nothing that cannot be seen. */
export function cleanText(text: string): string {
  return text.length > MOST_CHARACTERS ? text : text.replace(UNSEEN, '').normalize('NFKC');
}
