import { sentences } from 'virtual:sentences';

/** The settings in a site's script tag. */
export interface Tag {
  readonly element: HTMLScriptElement;
  /** The markup of the tag. Some routers add the same tag again; that must not create a second widget. */
  readonly key: string;
  /** The address of the chat page. */
  readonly page: URL;
  readonly title: string;
  /** A valid colour with six digits. */
  readonly accent: string;
  /** The text of an attribute (name without `data-`), or our own sentence of that name; `{count}` is filled in. */
  readonly say: (name: string, count?: number) => string;
}

const ACCENT = '#17636c';

/** Reads the script tag that is running now. Undefined if the script was not started by a tag. */
export function readTag(): Tag | undefined {
  const element = document.currentScript;
  if (!(element instanceof HTMLScriptElement) || element.src === '') return undefined;
  const say: Tag['say'] = (name, count = 0) =>
    element.getAttribute(`data-${name}`)?.replace('{count}', String(count)) ??
    sentences[`embed.${name}`]?.map((piece) => (typeof piece === 'string' ? piece : count)).join('') ??
    '';
  const [colour = ACCENT] = /^#(?:[\da-f]{3}){1,2}$/i.exec(element.dataset['accent'] ?? '') ?? [];
  return {
    element,
    key: element.outerHTML,
    page: new URL('chat', element.src),
    title: say('title'),
    accent: colour.length < 5 ? colour.replace(/\w/g, '$&$&') : colour,
    say,
  };
}

/** White or black, whichever has more contrast on a colour. An approximation of the relative luminance in WCAG 2. */
export function textOn(colour: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  // 0.18 is the luminance L at which both contrasts are equal: (L + 0.05) / 0.05 = 1.05 / (L + 0.05).
  return 0.21 * r + 0.72 * g + 0.07 * b > 0.18 ? '#000' : '#fff';
}
