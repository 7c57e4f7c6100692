/** A web address in a plain text, without the punctuation of its sentence. */
const ADDRESS = /https?:\/\/[^\s<>"[\]]*[^\s<>"[\].,;:!?)]/u;
const SPECIAL = /[\\`*_~<>[\]|]/gu;

/**
 * Plain text as Markdown that shows exactly that text: `*`, `_`, `<b>` and `[x](y)` in the words of vendors and users have no
 * effect. Web addresses become links that show the address.
 */
export function escapeMarkdown(text: string): string {
  const address = ADDRESS.exec(text);
  if (address === null) return escapePlain(text);
  const [found] = address;
  const after = address.index + found.length;
  return `${escapePlain(text.slice(0, address.index))}<${found}>${escapeMarkdown(text.slice(after))}`;
}

function escapePlain(text: string): string {
  return text
    .replace(SPECIAL, (special) => `\\${special}`)
    .replace(/&(?=#?\w+;)/gu, '\\&')
    .replace(/^(\s*)([#+=])/gmu, '$1\\$2');
}

/**
 * Joins lines as Markdown so that each stays a line: "- " and "1. " stay list items, and a line after a list does not become
 * part of its last item.
 */
export function joinMarkdownLines(lines: readonly string[]): string {
  return lines.reduce((text, line, i) => {
    const before = lines[i - 1];
    if (before === undefined) return line;
    if (line === '' || before === '') return `${text}\n${line}`;
    const leavesList = !isItem(line) && (isItem(before) || indent(line) < indent(before));
    return `${text}${leavesList ? '\n\n' : '  \n'}${line}`;
  }, '');
}

function isItem(line: string): boolean {
  return /^\s*(?:-|\d+\.) /u.test(line);
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}
