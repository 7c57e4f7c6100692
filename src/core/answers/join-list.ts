const formats = new Map<string, Intl.ListFormat>();

/** The items as one enumeration in the language: "2.5, 4.0 or 4.5". */
export function joinList(language: string, items: readonly string[], kind: 'or' | 'and'): string {
  const [only] = items;
  if (only !== undefined && items.length === 1) return only;
  const key = `${language} ${kind}`;
  const format =
    formats.get(key) ??
    new Intl.ListFormat(language === 'en' ? 'en-GB' : language, {
      type: kind === 'or' ? 'disjunction' : 'conjunction',
    });
  formats.set(key, format);
  return format.format(items);
}
