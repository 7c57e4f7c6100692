/** The right-to-left scripts of living languages, by their ISO 15924 codes. */
const FROM_THE_RIGHT: ReadonlySet<string> = new Set([
  'Adlm',
  'Arab',
  'Hebr',
  'Mand',
  'Nkoo',
  'Rohg',
  'Syrc',
  'Thaa',
]);

/** The writing direction of a language (a BCP 47 tag). */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const { script } = new Intl.Locale(language).maximize();
  return FROM_THE_RIGHT.has(script ?? '') ? 'rtl' : 'ltr';
}
