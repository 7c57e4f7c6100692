import type { Advisor, Words } from '../../core/index.ts';
import { html, type Html } from './html.ts';
import { sayEdition } from './source-page.ts';
import { writePage } from './write-page.ts';

/** A list of links to the texts of all packs. */
export function listSources({ packs, words }: Advisor): Html {
  const items = packs.flatMap(({ knowledge }) =>
    knowledge.sources.map(
      (source) =>
        html`<li>
          <a href="${sourceAddress(knowledge.id, source.file)}">${source.title}</a>
          <span class="soft">${sayEdition(words, source)}</span>
        </li>`,
    ),
  );
  return html`<ul class="list">
    ${items}
  </ul>`;
}

/** The page that lists all texts; with `isMissing` it also says that the requested text does not exist. */
export function writeSourceList(advisor: Advisor, isMissing: boolean): string {
  const { words } = advisor;
  const title = words.say(isMissing ? 'viewer.missing' : 'viewer.list');
  const about = words.say('viewer.missing.about');
  return writeNotice(
    words,
    title,
    html`<p>${about}</p>
      ${listSources(advisor)}`,
  );
}

/** The page for callers who may not read the texts. */
export function writeSourcesClosed(words: Words): string {
  return writeNotice(words, words.say('viewer.closed'), html`<p>${words.say('viewer.closed.about')}</p>`);
}

function writeNotice(words: Words, title: string, below: Html): string {
  const body = html`<header class="bar"><a href="/chat">${words.say('viewer.home')}</a></header>
    <main>
      <h1>${title}</h1>
      ${below}
    </main>`;
  return writePage({ language: words.language, title, body });
}

/** The address of a source's page: `/sources/<pack>/<file>`. */
function sourceAddress(pack: string, file: string): string {
  return `/sources/${[pack, ...file.split('/')].map(encodeURIComponent).join('/')}`;
}
