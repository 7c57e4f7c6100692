import { openBrowserStorage } from './connection/browser-storage.ts';
import { ASKED, leaveConversation } from './connection/current-session.ts';
import { openConversation, type Conversation } from './connection/conversation.ts';
import { createBackoff } from './connection/backoff.ts';
import { openComposer } from './shell/composer.ts';
import { element } from './shell/page-elements.ts';
import { connectLauncher } from './shell/launcher.ts';
import { openNotice } from './shell/notice.ts';
import { clearQueued, openStarters, showQueued } from './shell/start-screen.ts';
import { countUnread } from './shell/unread.ts';
import { showConversation } from './web-chat/show-conversation.ts';

const kept = openBrowserStorage();
const waiting = createBackoff();
const notice = openNotice();
const composer = openComposer(say);
const starters = openStarters((text) => {
  say(text);
  composer.focus();
});
const frame = connectLauncher({
  onAsk: say,
  onOpened: () => {
    unread.opened();
    composer.focus();
  },
  onClosed: () => unread.closed(),
});
const unread = countUnread((count) => frame.say({ kind: 'unread', count }));

if (kept.read(ASKED) !== undefined) starters.hide();
let talk = begin();
element('new', HTMLButtonElement).addEventListener('click', beginAnew);
addEventListener('online', () => waiting.wake());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') waiting.wake();
});
const address = new URL(location.href);
say(address.searchParams.get('ask') ?? '');
// A reload does not ask again.
address.searchParams.delete('ask');
history.replaceState(null, '', address);
frame.say({ kind: 'ready' });
// Seen in the browser's developer tools, and measured by `npm run bench -- widget`.
performance.mark('waymark-shell');

/** Says something, as if it had been typed. */
function say(text: string): void {
  if (text.trim() === '') return;
  starters.hide();
  notice.clear('unsent');
  kept.write(ASKED, '');
  talk.send({ type: 'message', text, textFormat: 'plain', locale: document.documentElement.lang });
}

function begin(): Conversation {
  const opened = openConversation(kept, waiting, (state) => {
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
  void showConversation(opened, waiting);
  return opened;
}

/** Asks nothing: the old conversation is kept by the server until its time is over. */
function beginAnew(): void {
  talk.close();
  leaveConversation(kept);
  clearQueued();
  notice.clear();
  starters.show();
  talk = begin();
  composer.focus();
}
