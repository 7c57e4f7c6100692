import { sentences } from 'virtual:sentences';

/** What a site's script tag asks for. */
export interface Tag {
  readonly element: HTMLScriptElement;
  /** The tag as it is written: a router that puts the same one in again wants no second widget. */
  readonly key: string;
  /** Where the chat page is. */
  readonly page: URL;
  readonly title: string;
  /** A checked colour in six digits. */
  readonly accent: string;
  /** What the tag says in an attribute (without its `data-`), or the sentence of that name, with its hole filled. */
  readonly say: (name: string, count?: number) => string;
}

const ACCENT = '#17636c';

/** Reads the tag that is running now; undefined where the script was not started by a tag. */
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

/** White or black, whichever is read better on a colour: about the relative luminance of WCAG 2. */
export function textOn(colour: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  // Where (L + 0.05) / 0.05 and 1.05 / (L + 0.05) are equal.
  return 0.21 * r + 0.72 * g + 0.07 * b > 0.18 ? '#000' : '#fff';
}
