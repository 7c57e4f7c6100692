/**
 * Loads Web Chat's bundle from our own server. If that fails, waits for `again` and tries once more, until it works.
 */
export async function loadWebChat(again: () => Promise<void>): Promise<NonNullable<Window['WebChat']>> {
  for (;;) {
    await loadScript(document.body.dataset['webChat'] ?? '').catch(again);
    if (window.WebChat !== undefined) return window.WebChat;
  }
}

function loadScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => {
      script.remove();
      reject(new Error('the script was not loaded'));
    });
    document.head.append(script);
  });
}
