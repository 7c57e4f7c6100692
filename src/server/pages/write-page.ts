import { html, type Html } from './html.ts';

export interface PageParts {
  readonly language: string;
  readonly title: string;
  /** Addresses of the page's scripts. */
  readonly scripts?: readonly string[];
  readonly body: Html;
}

/** A whole HTML page in the common style of the pages that the server writes. */
export function writePage({ language, title, scripts = [], body }: PageParts): string {
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/site/site.css" />
        ${scripts.map((address) => html`<script type="module" src="${address}"></script>`)}
      </head>
      <body>
        ${body}
      </body>
    </html> `;
  return page.markup;
}
