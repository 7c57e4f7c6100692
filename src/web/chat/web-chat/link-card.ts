import { tame } from './tame.ts';
import type { Viewers } from './viewers.ts';

/** An Adaptive Card whose lines in brackets open the source viewer; its texts are Markdown and tamed. */
export function linkCard(value: unknown, viewers: Viewers): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => linkCard(item, viewers));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]: [string, unknown]) => [
    key,
    linkField(key, inner, viewers),
  ]);
  return { ...value, ...Object.fromEntries(entries) };
}

function linkField(key: string, value: unknown, viewers: Viewers): unknown {
  if (key === 'inlines' && Array.isArray(value))
    return value.flatMap((run: unknown) => linkRun(run, viewers));
  return key === 'text' && typeof value === 'string'
    ? linkMarkdown(tame(value), viewers)
    : linkCard(value, viewers);
}

/** In a text block, which reads Markdown, lines stand at the end. */
function linkMarkdown(text: string, viewers: Viewers): string {
  return text.replace(/ \[([^[\]]+)\]$/u, (bracket, labels: string) => {
    const linked = linkLabels(labels, viewers);
    return linked === undefined
      ? bracket
      : linked.map(({ label, url }) => ` [\\[${label}\\]](<${url}>)`).join('');
  });
}

/** Lines stand in a run of their own: " [18, 22]". */
function linkRun(run: unknown, viewers: Viewers): readonly unknown[] {
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
  viewers: Viewers,
): readonly { readonly label: string; readonly url: string }[] | undefined {
  const linked = labels.split(', ').flatMap((label) => {
    const url = viewerOf(label, viewers);
    return url === undefined ? [] : [{ label, url }];
  });
  return linked.length === labels.split(', ').length ? linked : undefined;
}

/** "18", "18–20" or, of one of several sources, "notes.md 18". */
function viewerOf(label: string, viewers: Viewers): string | undefined {
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

function isRun(value: unknown): value is { readonly text: string } {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}
