import { neutraliseMarkdown } from './neutralise-markdown.ts';
import type { SourceLinks } from './source-links.ts';
import { fieldOf, textOf } from '../connection/read-field.ts';

/** What would be asked for elsewhere: the page shows no pictures. */
const PICTURES: ReadonlySet<unknown> = new Set(['Image', 'ImageSet', 'Media']);
const PICTURE_FIELDS: ReadonlySet<string> = new Set(['backgroundImage', 'iconUrl']);
/** Where a card has Markdown besides `text`, by the field that the part stands in. */
const MARKDOWN_IN: ReadonlyMap<string, readonly string[]> = new Map([
  ['facts', ['title', 'value']],
  ['choices', ['title']],
]);

/**
 * An Adaptive Card whose lines in brackets open the source viewer; its texts are Markdown and tamed.
 * @param markdown the fields besides `text` that are
 */
export function linkCard(
  value: unknown,
  viewers: SourceLinks,
  markdown: readonly string[] = ['label'],
): unknown {
  if (Array.isArray(value))
    return value
      .filter((item: unknown) => !isPicture(item))
      .map((item: unknown) => linkCard(item, viewers, markdown));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => !PICTURE_FIELDS.has(key))
    .map(([key, inner]: [string, unknown]) => [key, linkField(key, inner, viewers, markdown)]);
  return Object.fromEntries(entries);
}

function linkField(key: string, value: unknown, viewers: SourceLinks, markdown: readonly string[]): unknown {
  if (key === 'inlines' && Array.isArray(value))
    return value.flatMap((run: unknown) => linkRun(run, viewers));
  if (typeof value !== 'string') return linkCard(value, viewers, MARKDOWN_IN.get(key));
  if (markdown.includes(key)) return neutraliseMarkdown(value);
  return key === 'text' ? linkMarkdown(neutraliseMarkdown(value), viewers) : value;
}

/** In a text block, which reads Markdown, lines stand at the end. */
function linkMarkdown(text: string, viewers: SourceLinks): string {
  return text.replace(/ \[([^[\]]+)\]$/u, (bracket, labels: string) => {
    const linked = linkLabels(labels, viewers);
    return linked === undefined
      ? bracket
      : linked.map(({ label, url }) => ` [\\[${label}\\]](<${url}>)`).join('');
  });
}

/** Lines stand in a run of their own: " [18, 22]". */
function linkRun(run: unknown, viewers: SourceLinks): readonly unknown[] {
  if (!isRun(run)) return [run];
  const [, labels] = /^ \[([^[\]]+)\]$/u.exec(run.text) ?? [];
  const linked = linkLabels(labels ?? '', viewers) ?? [];
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

/** Each label with the address of its line; undefined where one has none: then it is no bracket of ours. */
function linkLabels(
  labels: string,
  viewers: SourceLinks,
): readonly { readonly label: string; readonly url: string }[] | undefined {
  const all = labels.split(', ');
  const linked = all.flatMap((label) => {
    const url = viewerOf(label, viewers);
    return url === undefined ? [] : [{ label, url }];
  });
  return linked.length === all.length ? linked : undefined;
}

/** "18", "18–20" or, of one of several sources, "notes.md 18". */
function viewerOf(label: string, viewers: SourceLinks): string | undefined {
  const [, file, first, last] = /^(?:(.+) )?(\d+)(?:–(\d+))?$/u.exec(label) ?? [];
  if (first === undefined) return undefined;
  const found = [...viewers.values()].find(
    ({ pathname, hash }) =>
      new RegExp(`^#L${first}(?:-|$)`, 'u').test(hash) &&
      (file === undefined || decodeURIComponent(pathname).endsWith(`/${file}`)),
  );
  if (found === undefined) return undefined;
  const viewer = new URL(found);
  viewer.hash = last === undefined ? `#L${first}` : `#L${first}-L${last}`;
  return viewer.href;
}

function isPicture(value: unknown): boolean {
  return PICTURES.has(fieldOf(value, 'type'));
}

function isRun(value: unknown): value is { readonly text: string } {
  return textOf(value, 'text') !== undefined;
}
