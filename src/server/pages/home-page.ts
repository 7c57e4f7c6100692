import { startersOf, type Advisor } from '../../core/index.ts';
import { html, type Html } from './html.ts';
import { listSources } from './source-list.ts';
import { writePage } from './write-page.ts';

/** Who can use the web chat. */
export type ChatAccess =
  | { readonly kind: 'public'; readonly origins: readonly string[] }
  | { readonly kind: 'machine' }
  /** Callers on this machine only, and the visitor is on another one. */
  | { readonly kind: 'closed' };

/** A page of the project's documentation. */
export interface DocsPage {
  readonly address: string;
  readonly title: string;
}

/** The demo page: a support page of an invented vendor with the chat widget, and links to everything else on this server. */
export function writeHomePage(advisor: Advisor, access: ChatAccess, docs: readonly DocsPage[]): string {
  const { words } = advisor;
  const isOpen = access.kind !== 'closed';
  const body = html`<header class="bar"><span class="brand">${words.say('home.brand')}</span></header>
    <main class="demo">
      <p class="notice" role="note">${words.say('home.demo')}</p>
      <h1>${words.say('home.heading')}</h1>
      <p>${words.say('home.lead')}</p>
      ${isOpen ? writeChat(advisor, docs) : undefined}
      <h2>${words.say('home.access')}</h2>
      <p>${sayAccess(advisor, access)}</p>
    </main>
    ${isOpen ? html`<script async src="/embed.js" data-prefetch></script>` : undefined}`;
  const scripts = isOpen ? ['/site/home.js'] : [];
  return writePage({ language: words.language, title: words.say('home.title'), scripts, body });
}

function writeChat(advisor: Advisor, docs: readonly DocsPage[]): Html {
  const { words } = advisor;
  const starters = startersOf(advisor).map(
    (text) => html`<li><button type="button" data-ask="${text}">${text}</button></li>`,
  );
  return html`${starters.length === 0 ? undefined : html`<h2>${words.say('home.starters')}</h2>`}
    <ul class="starters">
      ${starters}
    </ul>
    <noscript><p class="notice">${words.say('home.noscript')}</p></noscript>
    <h2>${words.say('home.texts')}</h2>
    ${listSources(advisor)}
    <h2>${words.say('home.more')}</h2>
    <ul class="list">
      <li><a href="/desk">${words.say('home.desk')}</a> ${words.say('home.desk.about')}</li>
      <li><a href="/api/openapi.json">${words.say('home.api')}</a> ${words.say('home.api.about')}</li>
      <li><a href="/?plain">${words.say('home.addresses')}</a> ${words.say('home.addresses.about')}</li>
    </ul>
    <p>${words.say('home.tag')}</p>
    <pre>&lt;script async src="https://…/embed.js"&gt;&lt;/script&gt;</pre>
    ${docs.length === 0 ? undefined : html`<h2>${words.say('home.docs')}</h2>`}
    <ul class="list">
      ${docs.map(({ address, title }) => html`<li><a href="${address}">${title}</a></li>`)}
    </ul>`;
}

function sayAccess({ words }: Advisor, access: ChatAccess): string {
  switch (access.kind) {
    case 'public': {
      const list = new Intl.ListFormat(words.language, { type: 'conjunction' });
      return words.say('home.access.public', { origins: list.format(access.origins) });
    }
    case 'machine':
      return words.say('home.access.machine');
    case 'closed':
      return words.say('home.access.closed');
  }
}
