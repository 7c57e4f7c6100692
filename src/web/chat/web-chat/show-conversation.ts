import type { Backoff } from '../connection/backoff.ts';
import type { Conversation } from '../connection/conversation.ts';
import { element } from '../shell/page-elements.ts';
import { connectWebChat } from './connect-web-chat.ts';
import { loadWebChat } from './load-web-chat.ts';
import { isShownAsMessage } from './prepare-activity.ts';
import { renderWebChat } from './render-web-chat.ts';
import { countShownMessages, revealWebChat } from './reveal-web-chat.ts';
import { scrollToLastOwn, scrollToNext } from './scroll-to.ts';

/** Shows a conversation in Web Chat: loads Web Chat if necessary, renders it invisibly, and then reveals it. */
export async function showConversation(conversation: Conversation, backoff: Backoff): Promise<void> {
  const shell = element('shell', HTMLDivElement);
  const place = element('web-chat', HTMLDivElement);
  place.replaceChildren();
  place.hidden = true;
  shell.hidden = false;
  await painted();
  const webChat = window.WebChat ?? (await loadWebChat(() => backoff.pause(1)));
  if (conversation.isClosed()) return;
  let expected = 0;
  const inner = document.createElement('div');
  inner.className = 'web-chat-root';
  place.append(inner);
  place.inert = true;
  place.hidden = false;
  renderWebChat(connectWebChat(webChat, conversation), webChat, inner);
  conversation.listen({
    onActivity: (activity) => {
      if (isShownAsMessage(activity)) expected += 1;
    },
    // Also if the visitor has scrolled up: who says something wants to see it, and the answer.
    onSending: () => scrollToNext(inner),
  });
  await revealWebChat(() => expected > 0 && countShownMessages() >= expected);
  scrollToLastOwn(inner);
  performance.mark('waymark-web-chat');
}

/** Resolves when the start screen is painted, or after 200 ms: a page in the background is never painted. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 200);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
