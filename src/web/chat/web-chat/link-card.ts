import { neutraliseMarkdown } from './neutralise-markdown.ts';
import type { SourceLinks } from './source-links.ts';
import { fieldOf, textOf } from '../connection/read-field.ts';

/** Elements that load something from another server. The page shows no pictures. */
const PICTURES: ReadonlySet<unknown> = new Set(['Image', 'ImageSet', 'Media']);
const PICTURE_FIELDS: ReadonlySet<string> = new Set(['backgroundImage', 'iconUrl']);
/** Fields besides `text` that hold Markdown, by the list that their element is in. */
const MARKDOWN_IN: ReadonlyMap<string, readonly string[]> = new Map([
  ['facts', ['title', 'value']],
  ['choices', ['title']],
]);

/**
 * An Adaptive Card in which cited lines ("[18, 22]") are links to the source viewer. Its Markdown is neutralised, and
 * its pictures are removed.
 * @param markdown the fields besides `text` that hold Markdown
 */
export function linkCard(
  value: unknown,
  links: SourceLinks,
  markdown: readonly string[] = ['label'],
): unknown {
  if (Array.isArray(value))
    return value
      .filter((item: unknown) => !isPicture(item))
      .map((item: unknown) => linkCard(item, links, markdown));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => !PICTURE_FIELDS.has(key))
    .map(([key, inner]: [string, unknown]) => [key, linkField(key, inner, links, markdown)]);
  return Object.fromEntries(entries);
}

function linkField(key: string, value: unknown, links: SourceLinks, markdown: readonly string[]): unknown {
  if (key === 'inlines' && Array.isArray(value)) return value.flatMap((run: unknown) => linkRun(run, links));
  if (typeof value !== 'string') return linkCard(value, links, MARKDOWN_IN.get(key));
  if (markdown.includes(key)) return neutraliseMarkdown(value);
  return key === 'text' ? linkMarkdown(neutraliseMarkdown(value), links) : value;
}

/** In a text block, which holds Markdown, cited lines are at the end. */
function linkMarkdown(text: string, links: SourceLinks): string {
  return text.replace(/ \[([^[\]]+)\]$/u, (bracket, labels: string) => {
    const linked = linkLabels(labels, links);
    return linked === undefined
      ? bracket
      : linked.map(({ label, url }) => ` [\\[${label}\\]](<${url}>)`).join('');
  });
}

/** In a rich text block, cited lines are a run of their own: " [18, 22]". */
function linkRun(run: unknown, links: SourceLinks): readonly unknown[] {
  if (!isRun(run)) return [run];
  const [, labels] = /^ \[([^[\]]+)\]$/u.exec(run.text) ?? [];
  const linked = linkLabels(labels ?? '', links) ?? [];
  if (linked.length === 0) return [run];
  return linked.flatMap(({ label, url }) => [
    { ...run, text: ' ' },
    {
      ...run,
      text: `[${label}]`,
      isSubtle: false,
      color: 'Accent',
      selectAction: { type: 'Action.OpenUrl', url },
    },
  ]);
}

/** Each label with the address of its line; undefined if any has none, because then these are not cited lines. */
function linkLabels(
  labels: string,
  links: SourceLinks,
): readonly { readonly label: string; readonly url: string }[] | undefined {
  const all = labels.split(', ');
  const linked = all.flatMap((label) => {
    const url = linkOf(label, links);
    return url === undefined ? [] : [{ label, url }];
  });
  return linked.length === all.length ? linked : undefined;
}

/** Reads "18", "18–20" or, if there are several sources, "notes.md 18". */
function linkOf(label: string, links: SourceLinks): string | undefined {
  const [, file, first, last] = /^(?:(.+) )?(\d+)(?:–(\d+))?$/u.exec(label) ?? [];
  if (first === undefined) return undefined;
  const found = [...links.values()].find(
    ({ pathname, hash }) =>
      new RegExp(`^#L${first}(?:-|$)`, 'u').test(hash) &&
      (file === undefined || decodeURIComponent(pathname).endsWith(`/${file}`)),
  );
  if (found === undefined) return undefined;
  const link = new URL(found);
  link.hash = last === undefined ? `#L${first}` : `#L${first}-L${last}`;
  return link.href;
}

function isPicture(value: unknown): boolean {
  return PICTURES.has(fieldOf(value, 'type'));
}

function isRun(value: unknown): value is { readonly text: string } {
  return textOf(value, 'text') !== undefined;
}
