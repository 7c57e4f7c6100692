import { memoize, sayRule, type Knowledge, type Rule, type Source, type Words } from '../../core/index.ts';
import { html, type Html } from './html.ts';
import { writePage } from './write-page.ts';

/** A source and what is needed to show it. */
export interface ShownSource {
  readonly knowledge: Knowledge;
  readonly source: Source;
  readonly words: Words;
}

/** A vendor's text with numbered lines, each with the rules that quote it. `linked` is the edition named in the link. */
export function writeSourcePage(shown: ShownSource, linked: string): string {
  const { knowledge, source, words } = shown;
  const other = linked !== '' && linked !== source.edition;
  const body = html`<header class="bar">
      <a href="/chat">${words.say('viewer.home')}</a> <a href="/sources">${words.say('viewer.list')}</a>
    </header>
    <main class="viewer">
      <h1>${source.title}</h1>
      <p>${sayEdition(words, source)}. ${knowledge.title}.</p>
      ${other ? html`<p class="notice" role="note">${words.say('viewer.other-edition', { linked, edition: source.edition })}</p>` : undefined}
      <p class="soft">${words.say('viewer.about')}</p>
      ${linesIn(words)(knowledge)(source)}
    </main>`;
  return writePage({ language: words.language, title: source.title, scripts: ['/site/sources.js'], body });
}

/** A source's file and edition. If the edition already contains the word ("3rd edition"), it is not added again. */
export function sayEdition(words: Words, { file, edition }: Source): string {
  const own = edition.toLowerCase().includes(words.say('source.edition-word').toLowerCase());
  return words.say(own ? 'viewer.edition-own' : 'viewer.edition', { file, edition });
}

/** The lines do not depend on the request, so they are rendered once for each loaded source. */
const linesIn = memoize((words: Words) =>
  memoize((knowledge: Knowledge) =>
    memoize(
      (source: Source): Html => html`<div class="lines">${linesOf({ knowledge, source, words })}</div>`,
    ),
  ),
);

function linesOf({ knowledge, source, words }: ShownSource): readonly Html[] {
  const { citedOn, startingOn } = rulesByLine(knowledge, source);
  return source.lines.map((text, i) => {
    const line = i + 1;
    const rules = startingOn.get(line) ?? [];
    const cited = citedOn.has(line);
    return html`<div id="L${line}" class="${cited ? 'line cited' : 'line'}">
      <a class="number" href="#L${line}" aria-label="${words.say('viewer.line', { line })}">${line}</a>
      <p class="text">${text}</p>
      ${
        rules.length === 0
          ? undefined
          : html`<ul class="said" aria-label="${words.say('viewer.cites', { line })}">
              ${rules.map((rule) => writeRule({ knowledge, words }, rule))}
            </ul>`
      }
    </div> `;
  });
}

function writeRule(context: { readonly knowledge: Knowledge; readonly words: Words }, rule: Rule): Html {
  const statement = sayRule(context, rule);
  const said =
    rule.withdrawn === undefined ? statement : context.words.say('viewer.under-review', { statement });
  return html`<li class="${rule.withdrawn === undefined ? '' : 'withdrawn'}">
    ${said} <small>${rule.id}</small>
  </li>`;
}

interface CitingRules {
  readonly citedOn: ReadonlySet<number>;
  /** Each rule at the first line of each of its quotes. */
  readonly startingOn: ReadonlyMap<number, readonly Rule[]>;
}

function rulesByLine(knowledge: Knowledge, source: Source): CitingRules {
  const citedOn = new Set<number>();
  const startingOn = new Map<number, Rule[]>();
  for (const rule of knowledge.rules.values()) {
    for (const { source: file, lines } of rule.citations) {
      if (file !== source.file) continue;
      for (let line = lines[0]; line <= lines[1]; line++) citedOn.add(line);
      const starting = startingOn.get(lines[0]) ?? [];
      if (!starting.includes(rule)) startingOn.set(lines[0], [...starting, rule]);
    }
  }
  return { citedOn, startingOn };
}
