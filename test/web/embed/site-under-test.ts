import type { Browser } from 'playwright-core';
import type { Site } from './serve-site.ts';
import { visit, type Visit, type VisitOptions } from './visit.ts';

/** Opens pages of a site that have one or more tags of the widget, and closes them all after a test. */
export interface SiteUnderTest {
  readonly origin: string;
  /** The same site at another address; see `Site`. */
  readonly sameSite: string;
  /** The address of Waymark's server. */
  readonly server: string;
  /** A tag of the widget with these attributes. */
  tag(attributes?: string): string;
  open(html: string, options?: VisitOptions & { readonly headers?: Record<string, string> }): Promise<Visit>;
  /** Closes what was opened. Returns everything that the pages should not have done. */
  close(): Promise<readonly string[]>;
}

/** `place` gives the browser, the site and the server's address, which exist only once the tests run. */
export function siteUnderTest(
  place: () => { readonly browser: Browser; readonly site: Site; readonly url: string },
): SiteUnderTest {
  let visits: Visit[] = [];
  return {
    get origin() {
      return place().site.origin;
    },
    get sameSite() {
      return place().site.sameSite;
    },
    get server() {
      return place().url;
    },
    tag: (attributes = '') => `<script async src="${place().url}/embed.js" ${attributes}></script>`,
    open: async (html, { headers = {}, ...options } = {}) => {
      const { browser, site } = place();
      const address = site.put({ html: `<!doctype html><html lang="en">${html}`, headers });
      const opened = await visit(browser, address, options);
      visits.push(opened);
      return opened;
    },
    close: async () => {
      for (const opened of visits) await opened.close();
      const faults = visits.flatMap((opened) => opened.faults);
      visits = [];
      return faults;
    },
  };
}
