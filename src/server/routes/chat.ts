import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Request, Response, Server } from 'restify';
import type { Advisor } from '../../core/index.ts';
import { PROJECT_FOLDER } from '../../project-folder.ts';
import { readChatFiles } from '../chat/chat-files.ts';
import { readPageQuery } from '../chat/page-query.ts';
import { renderChatPage } from '../chat/render-chat-page.ts';
import { sendStaticFile, type StaticFile } from '../http/static-files.ts';

/** Where the build puts the page, and Web Chat's bundle. */
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
 * `GET /chat`: the chat page, and its files below it. Everyone gets it: it holds nothing but the pack's suggested
 * questions. Who may talk is decided where a session is asked for.
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

/** The page finds its files from `/chat`, wherever a proxy has put that. */
function sendToPage(request: Request, response: Response, next: () => void): void {
  const query = request.getQuery();
  response.sendRaw(308, '', { location: `../chat${query === '' ? '' : `?${query}`}`, 'content-length': '0' });
  next();
}

/** Names carry a hash of the content. */
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
 * The page runs its own files only, nothing inline, and asks nobody but this server (and Azure, where the chat is there).
 * Web Chat makes style sheets while it runs, which the nonce lets in.
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
 * A style sheet with nothing in it. One of Web Chat's packages makes such a sheet without the nonce, and then adds its
 * rules from its script, which may run anyway.
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
