/** Safe markup: only `html` creates it. */
export interface Html {
  readonly markup: string;
}

/** A value in the template: text is escaped, markup is inserted as it is, undefined is left out. */
type Hole = string | number | Html | readonly Html[] | undefined;

/**
 * A template tag for markup. Text values are escaped, between tags and in quoted attributes.
 *
 * @example html`<p>${words.say('home.lead')}</p>`
 */
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
