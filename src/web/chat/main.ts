import { createBackoff } from './connection/backoff.ts';
import { openBrowserStorage } from './connection/browser-storage.ts';
import { openConversation, type Conversation } from './connection/conversation.ts';
import { ASKED, leaveConversation } from './connection/current-session.ts';
import { openComposer } from './shell/composer.ts';
import { connectLauncher } from './shell/launcher.ts';
import { openNotice } from './shell/notice.ts';
import { element } from './shell/page-elements.ts';
import { clearQueued, openStarters, showQueued } from './shell/start-screen.ts';
import { countUnread } from './shell/unread.ts';
import { writeMessage, type Writer } from './shell/write-message.ts';
import { showConversation } from './web-chat/show-conversation.ts';

const storage = openBrowserStorage(window);
const backoff = createBackoff();
const notice = openNotice();
const composer = openComposer(say);
const starters = openStarters((text) => {
  say(text, 'visitor');
  composer.focus();
});
const launcher = connectLauncher({
  onAsk: (text) => say(text, 'page'),
  onOpened: () => {
    unread.opened();
    composer.focus();
  },
  onClosed: () => unread.closed(),
});
const unread = countUnread((count) => launcher.send({ kind: 'unread', count }));

if (storage.read(ASKED) !== undefined) starters.hide();
let conversation = begin();
element('new', HTMLButtonElement).addEventListener('click', beginAnew);
addEventListener('online', () => backoff.wake());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') backoff.wake();
});
// The server has put it into the input. Otherwise a reload would offer it again.
const address = new URL(location.href);
address.searchParams.delete('ask');
history.replaceState(null, '', address);
launcher.send({ kind: 'ready' });
// For the browser's developer tools and for `npm run bench -- widget`.
performance.mark('waymark-shell');

/** Sends a text as a message of the visitor. */
function say(text: string, writer: Writer): void {
  if (text.trim() === '') return;
  starters.hide();
  notice.clear('unsent');
  storage.write(ASKED, '');
  conversation.send(writeMessage(text, writer, document.documentElement.lang));
}

function begin(): Conversation {
  const opened = openConversation(window, storage, backoff, (state) => {
    if (state !== 'open') notice.show(state);
    else {
      notice.clear('reconnecting');
      notice.clear('refused');
    }
  });
  opened.listen({
    onActivity: (activity) => unread.count(activity),
    onSending: ({ activity }) => showQueued(activity.text ?? ''),
    onRefused: () => notice.show('unsent'),
  });
  void showConversation(opened, backoff);
  return opened;
}

/** Begins a new conversation without asking: the server keeps the old one until it expires. */
function beginAnew(): void {
  conversation.close();
  leaveConversation(storage);
  clearQueued();
  notice.clear();
  starters.show();
  conversation = begin();
  composer.focus();
}
