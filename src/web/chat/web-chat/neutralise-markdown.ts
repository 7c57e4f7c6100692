/**
 * The start of a link definition whose address is neither on the web nor a mail address. Before it there may be the
 * marks of quotations and lists.
 */
const FOREIGN_DEFINITION =
  /^((?:[ \t>*+-]|\d{1,9}[.)])*)(\[(?:\\.|[^\]\\])+\]:)(?!\s*<?(?:https?:|mailto:))/gimu;

/**
 * Escapes two kinds of Markdown, so that Web Chat shows them as text: images, which would be loaded from other servers,
 * and link definitions with other schemes than `http`, `https` and `mailto`, which Web Chat lists unchecked. (The
 * page's security policy refuses both as well.)
 * @example
 * neutraliseMarkdown('![x](http://evil.test/x.png)'); // '!\\[x](http://evil.test/x.png)'
 */
export function neutraliseMarkdown(markdown: string): string {
  return markdown.replaceAll('![', '!\\[').replace(FOREIGN_DEFINITION, '$1\\$2');
}
