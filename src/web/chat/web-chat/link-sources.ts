import type { Activity } from '../line/direct-line.ts';

/**
 * Gives the footnotes of a message the address of the source viewer, which the bot's claims carry: a footnote then opens
 * the vendor's text at the quoted line. Takes paths of our own server only.
 */
export function linkSources(activity: Activity): Activity {
  const { text } = activity;
  if (text === undefined) return activity;
  const viewers = new Map((activity.entities ?? []).flatMap(claimsOf).flatMap(viewerOf));
  if (viewers.size === 0) return activity;
  const linked = text.replace(/^\[(\d+)\]: cite:\1(?= ")/gmu, (definition, position: string) => {
    const viewer = viewers.get(position);
    return viewer === undefined ? definition : `[${position}]: <${viewer}>`;
  });
  return { ...activity, text: linked };
}

function claimsOf(entity: unknown): readonly unknown[] {
  return hasField(entity, 'citation') && Array.isArray(entity.citation) ? entity.citation : [];
}

function viewerOf(claim: unknown): readonly (readonly [string, string])[] {
  if (!hasField(claim, 'position') || !hasField(claim, 'appearance')) return [];
  const { position, appearance } = claim;
  if (!hasField(appearance, 'url') || typeof appearance.url !== 'string') return [];
  const viewer = new URL(appearance.url, location.origin);
  if (viewer.origin !== location.origin || !viewer.pathname.startsWith('/sources/')) return [];
  return [[String(position), viewer.href]];
}

function hasField<K extends string>(value: unknown, field: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && field in value;
}
