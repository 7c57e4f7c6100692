import { readTheme } from './theme.ts';
import type { WebChatConnection } from './connect-web-chat.ts';
import { hostConfig } from './host-config.ts';
import { styleOptions } from './style-options.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');
let stop: () => void = () => undefined;

/**
 * Renders a conversation in place of the previous one, and again whenever the system changes between light and dark.
 */
export function renderWebChat(
  { store, directLine }: WebChatConnection,
  webChat: NonNullable<Window['WebChat']>,
  element: Element,
): void {
  const { lang } = document.documentElement;
  const { direction } = getComputedStyle(element);
  const nonce = document.querySelector('style')?.nonce;
  const render = () => {
    const theme = readTheme();
    const options = {
      store,
      directLine,
      // Allows the style sheets that Web Chat creates.
      nonce,
      locale: lang,
      dir: direction === 'rtl' ? 'rtl' : 'ltr',
      role: 'region',
      styleOptions: styleOptions(theme),
      adaptiveCardsHostConfig: hostConfig(theme),
    };
    webChat.renderWebChat(options, element);
  };
  stop();
  stop = () => dark.removeEventListener('change', render);
  dark.addEventListener('change', render);
  render();
}
