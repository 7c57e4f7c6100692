import type { Talk } from '../line/talk.ts';
import type { Waiting } from '../line/waiting.ts';
import { element } from '../shell/element.ts';
import { connectWebChat } from './connect.ts';
import { loadWebChat } from './load.ts';
import { isShown } from './prepare-activity.ts';
import { renderWebChat } from './render.ts';
import { showLast, showNext } from './show-next.ts';
import { countShown, takeOver } from './take-over.ts';

/** Shows a conversation in Web Chat: loads it where that was not done yet, renders it unseen, and puts it in place. */
export async function showTalk(talk: Talk, waiting: Waiting): Promise<void> {
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
      if (isShown(activity)) expected += 1;
    },
    // Whoever has read further up and says something wants to see it, and what comes of it.
    onSending: () => showNext(inner),
  });
  await takeOver(() => expected > 0 && countShown() >= expected);
  showLast(inner);
  performance.mark('waymark-web-chat');
}

/** The shell is on the screen. A page in the background is never painted, and loads all the same. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 200);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
