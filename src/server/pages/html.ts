/** Markup that is safe to send: only `html` makes it. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a hole: text is escaped, markup is taken as it is, nothing is nothing. */
type Hole = string | number | Html | readonly Html[] | undefined;

/** Writes markup. Every text in a hole is escaped, so that it is text wherever it stands: between tags or in quotes. */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  const markup = parts.map((part, i) => part + (i < holes.length ? write(holes[i]) : '')).join('');
  return { markup };
}

function write(hole: Hole): string {
  if (hole === undefined) return '';
  if (typeof hole === 'string' || typeof hole === 'number') return escape(String(hole));
  return 'markup' in hole ? hole.markup : hole.map(({ markup }) => markup).join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${String(character.charCodeAt(0))};`);
}
