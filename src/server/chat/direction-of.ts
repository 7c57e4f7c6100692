/** The scripts of languages in use that are written from the right, as ISO 15924 names them. */
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

/** The direction in which a language (BCP 47) is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const { script } = new Intl.Locale(language).maximize();
  return FROM_THE_RIGHT.has(script ?? '') ? 'rtl' : 'ltr';
}
