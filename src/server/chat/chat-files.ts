import { existsSync, readdirSync } from 'node:fs';
import { readStaticFiles, type StaticFile } from '../http/static-files.ts';

/** The built chat page in parts. */
export interface ChatFiles {
  readonly template: string;
  /** Written into the page itself: a separate file would cost another round trip on a slow network. */
  readonly style: string;
  /** The page's script, by its path below /chat/. */
  readonly assets: ReadonlyMap<string, StaticFile>;
  /** Web Chat's bundle, by its path below /chat/. */
  readonly webChat: { readonly path: string; readonly read: () => StaticFile | undefined };
}

/**
 * Reads the built chat page; returns undefined if it was not built. Web Chat's bundle is large, so it is read on the first
 * request for it.
 */
export function readChatFiles(folder: string, webChatFolder: string): ChatFiles | undefined {
  const files = readStaticFiles(folder);
  const index = files.get('index.html');
  const style = [...files].find(([path]) => path.endsWith('.css'));
  const bundle = existsSync(webChatFolder)
    ? readdirSync(webChatFolder).find((name) => name.endsWith('.js'))
    : undefined;
  if (index === undefined || style === undefined || bundle === undefined) return undefined;
  const html = index.plain.body.toString();
  return {
    // The page is at /chat, its files are below /chat/.
    template: html.replace(/<link rel="stylesheet"[^>]*>/u, '').replace(' src="./', ' src="./chat/'),
    style: style[1].plain.body.toString(),
    assets: new Map([...files].filter(([path]) => path.startsWith('assets/') && path.endsWith('.js'))),
    webChat: { path: `web-chat/${bundle}`, read: readOnce(() => readStaticFiles(webChatFolder).get(bundle)) },
  };
}

function readOnce<T>(read: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: read() }).value;
}
