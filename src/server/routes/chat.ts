import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Request, Response, Server } from 'restify';
import type { Advisor } from '../../core/index.ts';
import { PROJECT_FOLDER } from '../../project-folder.ts';
import { readChatFiles } from '../chat/chat-files.ts';
import { readPageQuery } from '../chat/page-query.ts';
import { renderChatPage } from '../chat/render-chat-page.ts';
import { sendStaticFile, type StaticFile } from '../http/static-files.ts';

/** The folders of the built chat page and of Web Chat's bundle. */
export const CHAT_FOLDER = fileURLToPath(new URL('dist/web/chat/', PROJECT_FOLDER));
export const WEB_CHAT_FOLDER = fileURLToPath(new URL('dist/web/web-chat/', PROJECT_FOLDER));

export interface ChatRoute {
  readonly advisor: () => Advisor;
  readonly chatFolder: string;
  readonly webChatFolder: string;
  /** Origins whose pages may frame the chat. */
  readonly allowedOrigins: readonly string[];
  /** Direct Line at Azure, where the chat is moved there; else our own server. */
  readonly directLine: string | undefined;
}

/**
 * Adds `GET /chat`, the chat page, and its files. Everyone may load it: it contains no data but the pack's suggested
 * questions. The session route decides who may chat.
 */
export function addChatRoutes(server: Server, chat: ChatRoute): void {
  const files = readChatFiles(chat.chatFolder, chat.webChatFolder);
  const handle = (request: Request, response: Response, next: () => void) => {
    if (files === undefined) sendNotBuilt(response);
    else {
      const nonce = randomBytes(16).toString('base64');
      const query = readPageQuery(request.getQuery());
      const { template, style, webChat } = files;
      const parts = { template, style, webChat: `./chat/${webChat.path}`, nonce };
      const page = renderChatPage(chat.advisor(), query, parts);
      for (const [name, value] of pageHeaders(chat, nonce)) response.setHeader(name, value);
      response.setHeader('content-length', String(Buffer.byteLength(page)));
      response.sendRaw(200, page);
    }
    next();
  };
  server.get('/chat', handle);
  server.head('/chat', handle);
  server.get('/chat/', sendToPage);
  server.head('/chat/', sendToPage);
  if (files === undefined) return;
  for (const [path, file] of files.assets) addFile(server, path, () => file);
  addFile(server, files.webChat.path, files.webChat.read);
}

/** Redirects `/chat/` to `/chat`: the page's relative links start there, also behind a proxy with a path prefix. */
function sendToPage(request: Request, response: Response, next: () => void): void {
  const query = request.getQuery();
  response.sendRaw(308, '', { location: `../chat${query === '' ? '' : `?${query}`}`, 'content-length': '0' });
  next();
}

/** Adds a file that may be cached for ever, because its name contains a hash of its content. */
function addFile(server: Server, path: string, read: () => StaticFile | undefined): void {
  const handle = (request: Request, response: Response, next: () => void) => {
    const file = read();
    if (file === undefined) sendNotBuilt(response);
    else {
      response.setHeader('cache-control', 'public, max-age=31536000, immutable');
      response.setHeader('cross-origin-resource-policy', 'same-origin');
      sendStaticFile(request, response, file);
    }
    next();
  };
  server.get(`/chat/${path}`, handle);
  server.head(`/chat/${path}`, handle);
}

/**
 * The page's security policy: scripts of this server only, nothing inline, requests to this server only (and to Azure if the
 * chat runs there). Web Chat creates style sheets while it runs; the nonce allows them.
 */
function pageHeaders(
  { allowedOrigins, directLine }: ChatRoute,
  nonce: string,
): readonly (readonly [string, string])[] {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'nonce-${nonce}' ${EMPTY_STYLE}`,
    "img-src 'self' data:",
    ['connect-src', "'self'", ...azureSources(directLine)].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    ['frame-ancestors', "'self'", ...allowedOrigins].join(' '),
  ];
  return [
    ['content-type', 'text/html; charset=utf-8'],
    ['cache-control', 'no-store'],
    ['content-security-policy', policy.join('; ')],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
  ];
}

/**
 * The hash of an empty style sheet. One of Web Chat's packages creates one without the nonce and then adds rules by script,
 * which the policy does not restrict.
 */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

function azureSources(directLine: string | undefined): readonly string[] {
  if (directLine === undefined) return [];
  const { origin } = new URL(directLine);
  return [origin, origin.replace(/^http/u, 'ws')];
}

function sendNotBuilt(response: Response): void {
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.sendRaw(404, 'The chat page is not built. Run "npm run build", then start Waymark again.\n');
}
