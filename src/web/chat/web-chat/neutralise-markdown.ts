/** Definitions of links that lead anywhere but to the web, or to a mail. */
const FOREIGN_DEFINITION = /^([ \t]*)(\[(?:\\.|[^\]\\])+\]:)(?!\s*<?(?:https?:|mailto:))/gimu;

/**
 * Takes from Markdown what Web Chat would show and the page does not want: pictures, which would be asked for elsewhere, and
 * definitions of links with other schemes, which Web Chat lists without looking at them. Both then stand there as text. (The
 * page's policy refuses them besides.)
 */
export function neutraliseMarkdown(markdown: string): string {
  return markdown.replaceAll('![', '!\\[').replace(FOREIGN_DEFINITION, '$1\\$2');
}
