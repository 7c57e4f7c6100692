import type { Conversation } from '../connection/conversation.ts';
import type { Backoff } from '../connection/backoff.ts';
import { element } from '../shell/page-elements.ts';
import { connectWebChat } from './connect-web-chat.ts';
import { loadWebChat } from './load-web-chat.ts';
import { isShownAsMessage } from './prepare-activity.ts';
import { renderWebChat } from './render-web-chat.ts';
import { scrollToLastOwn, scrollToNext } from './scroll-to.ts';
import { countShownMessages, revealWebChat } from './reveal-web-chat.ts';

/** Shows a conversation in Web Chat: loads it where that was not done yet, renders it unseen, and puts it in place. */
export async function showConversation(talk: Conversation, waiting: Backoff): Promise<void> {
  const shell = element('shell', HTMLDivElement);
  const place = element('web-chat', HTMLDivElement);
  place.replaceChildren();
  place.hidden = true;
  shell.hidden = false;
  await painted();
  const webChat = window.WebChat ?? (await loadWebChat(() => waiting.pause(1)));
  if (talk.isClosed()) return;
  let expected = 0;
  const inner = document.createElement('div');
  inner.className = 'web-chat-root';
  place.append(inner);
  place.inert = true;
  place.hidden = false;
  renderWebChat(connectWebChat(webChat, talk), webChat, inner);
  talk.listen({
    onActivity: (activity) => {
      if (isShownAsMessage(activity)) expected += 1;
    },
    // Whoever has read further up and says something wants to see it, and what comes of it.
    onSending: () => scrollToNext(inner),
  });
  await revealWebChat(() => expected > 0 && countShownMessages() >= expected);
  scrollToLastOwn(inner);
  performance.mark('waymark-web-chat');
}

/** The shell is on the screen. A page in the background is never painted, and loads all the same. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 200);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
