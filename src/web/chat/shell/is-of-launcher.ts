import { fieldOf } from '../connection/read-field.ts';

/**
 * Whether a message is the launcher's: it comes from the page's parent, and that has the origin which the page's address
 * names. Only then may it do anything, because any page can send messages to a window that it knows.
 */
export function isOfLauncher(
  event: { readonly source: unknown; readonly origin: string; readonly data: unknown },
  parent: unknown,
  origin: string,
): boolean {
  return event.source === parent && event.origin === origin && fieldOf(event.data, 'source') === 'waymark';
}
