import css from './embed.css?inline';
import { textOn, type Tag } from './read-tag.ts';

/** The parts of a widget, inside of a closed shadow root: the site's styles do not reach them, nor theirs the site. */
export interface View {
  readonly host: HTMLElement;
  readonly button: HTMLElement;
  readonly frame: HTMLIFrameElement;
  /** Puts the frame on the page: what it shows is loaded then. */
  addFrame(): void;
  showOpen(isOpen: boolean): void;
  showUnread(count: number): void;
  /** The page in the frame has a button of its own to close it. */
  leaveClosingToPage(): void;
}

const BUBBLE = 'M4 4h16v12H9l-5 4z';
const CROSS = 'M5 5l14 14M19 5L5 19';
const SVG = 'http://www.w3.org/2000/svg';

/** Builds everything by itself: no markup is parsed and no style stands inline, whatever the site's policy is. */
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
    // The second half of a double click.
    if (detail < 2) toggle();
  });
  const sign = addSign(button);
  const badge = add(button, 'span');
  const status = add(root, 'p');
  status.role = 'status';
  const panel = add(root, 'dialog');
  panel.ariaLabel = title;
  // Closed by the browser's own means: a phone's "back".
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
  /** Over the whole screen, where the button is hidden, it keeps the focus; beside the page it does not. */
  const fit = () => {
    const isWhole = getComputedStyle(button).visibility === 'hidden';
    if (panel.open && panel.matches(':modal') === isWhole) return;
    panel.close();
    if (isWhole) panel.showModal();
    else panel.show();
    frame.focus();
  };
  // Goes with the panel, as a listener on the window would not.
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
