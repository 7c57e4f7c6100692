import css from './embed.css?inline';
import { textOn, type Tag } from './read-tag.ts';

/**
 * The elements of a widget. They are in a closed shadow root, so that the styles of site and widget do not affect each
 * other.
 */
export interface View {
  readonly host: HTMLElement;
  readonly button: HTMLElement;
  readonly frame: HTMLIFrameElement;
  /** Adds the frame to the page. This starts the loading. */
  addFrame(): void;
  showOpen(isOpen: boolean): void;
  showUnread(count: number): void;
  /** Removes the panel's close button, because the page in the frame has its own. */
  leaveClosingToPage(): void;
}

const BUBBLE = 'M4 4h16v12H9l-5 4z';
const CROSS = 'M5 5l14 14M19 5L5 19';
const SVG = 'http://www.w3.org/2000/svg';

/** Builds the elements without parsing markup and without inline styles, so that it works under any security policy. */
export function buildView({ element, accent, title, say }: Tag, toggle: () => void, close: () => void): View {
  const openLabel = say('label');
  const closeLabel = say('close-label');
  const host = document.createElement('waymark-chat');
  host.className = element.dataset['position'] ?? '';
  host.onkeydown = ({ key }) => {
    if (key === 'Escape') close();
  };
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${css}*{--a:${accent};--t:${textOn(accent)}}`);
  root.adoptedStyleSheets = [sheet];

  const button = add(root, 'button', ({ detail }) => {
    // A double click counts as one press.
    if (detail < 2) toggle();
  });
  const sign = addSign(button);
  const badge = add(button, 'span');
  const status = add(root, 'p');
  status.role = 'status';
  const panel = add(root, 'dialog');
  panel.ariaLabel = title;
  // The browser closes the dialog itself, for example by a phone's "back".
  panel.onclose = () => {
    if (!panel.open) close();
  };
  const closeButton = add(panel, 'button', close);
  closeButton.ariaLabel = closeLabel;
  addSign(closeButton).setAttribute('d', CROSS);
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.allow = 'clipboard-write';

  const showUnread = (count: number) => {
    const said = count > 0 ? say('unread-label', count) : '';
    badge.textContent = count > 0 ? String(count) : '';
    status.textContent = said;
    button.ariaLabel = `${openLabel} ${said}`.trim();
  };
  const showOpen = (isOpen: boolean) => {
    showUnread(0);
    if (isOpen) button.ariaLabel = closeLabel;
    button.ariaExpanded = String(isOpen);
    sign.setAttribute('d', isOpen ? CROSS : BUBBLE);
    if (isOpen) fit();
    else panel.close();
  };
  /** Makes the panel modal when it covers the whole screen (the style sheet then hides the button), otherwise not. */
  const fit = () => {
    const isWhole = getComputedStyle(button).visibility === 'hidden';
    if (panel.open && panel.matches(':modal') === isWhole) return;
    panel.close();
    if (isWhole) panel.showModal();
    else panel.show();
    frame.focus();
  };
  // Ends together with the panel. A listener on the window would not.
  new ResizeObserver(() => {
    if (panel.open) fit();
  }).observe(panel);
  showOpen(false);
  return {
    host,
    button,
    frame,
    addFrame: () => panel.append(frame),
    showOpen,
    showUnread,
    leaveClosingToPage: () => closeButton.remove(),
  };
}

function add<K extends keyof HTMLElementTagNameMap>(
  parent: Node,
  name: K,
  act: ((event: MouseEvent) => void) | null = null,
) {
  const element = document.createElement(name);
  element.onclick = act;
  return parent.appendChild(element);
}

function addSign(parent: Element): SVGPathElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  parent.append(svg);
  return svg.appendChild(document.createElementNS(SVG, 'path'));
}
