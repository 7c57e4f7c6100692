/**
 * The short forms that people derive from a name: its initials ("SBS", and "BOS" for "BackOffice Server"), its words
 * written together, its capitals taken apart ("Back Office"), and the name without a generic last word ("BackOffice").
 * Forms that are too short to be told from other words are left out.
 */
export function deriveNames(name: string, generic: ReadonlySet<string>): readonly string[] {
  const words = name.split(/[\s-]+/).filter((word) => word !== '');
  const parts = words.flatMap((word) => takeApart(word));
  const forms = new Set<string>();
  if (parts.length > words.length) forms.add(parts.join(' '));
  for (const each of [words, parts]) {
    if (each.length < 2) continue;
    const initials = each.map((word) => word[0] ?? '').join('');
    if (/^\p{L}{2,}$/u.test(initials)) forms.add(initials);
    forms.add(each.join(''));
  }
  const last = words.at(-1)?.toLowerCase() ?? '';
  if (words.length > 1 && generic.has(last)) {
    const rest = words.slice(0, -1);
    forms.add(rest.join(' '));
    if (rest.length > 1) forms.add(rest.join(''));
  }
  forms.delete(name);
  return [...forms].filter((form) => form.length >= 2);
}

/** "BackOffice" is "Back", "Office"; "SQL" and "iPhone5" stay whole. */
function takeApart(word: string): readonly string[] {
  const parts = word.split(/(?<=\p{Ll})(?=\p{Lu})/u);
  return parts.length > 1 && parts.every((part) => part.length >= 3) ? parts : [word];
}
