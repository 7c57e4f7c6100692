import { LONGEST_MESSAGE } from '../../contract/index.ts';

/** The launcher's settings for the chat page, validated. Undefined: not given or not valid. */
export interface PageQuery {
  readonly title: string | undefined;
  readonly accent: string | undefined;
  readonly dir: 'ltr' | 'rtl' | undefined;
  readonly lang: string | undefined;
  /**
   * A question for the input, empty if there is none. It is never sent by the page itself: any page may open a link to this
   * one, and would speak in the visitor's name.
   */
  readonly ask: string;
}

const LONGEST_TITLE = 80;

/** Reads the query string of `GET /chat`. The page's script reads `parent` itself. */
export function readPageQuery(query: string): PageQuery {
  const params = new URLSearchParams(query);
  const title = params.get('title')?.trim().slice(0, LONGEST_TITLE);
  const dir = params.get('dir');
  const accent = params.get('accent') ?? '';
  const lang = params.get('lang') ?? '';
  return {
    title: title === '' ? undefined : title,
    accent: /^#?(?:[0-9a-f]{3}){1,2}$/iu.test(accent) ? accent : undefined,
    dir: dir === 'rtl' || dir === 'ltr' ? dir : undefined,
    ask: (params.get('ask') ?? '').trim().slice(0, LONGEST_MESSAGE),
    lang: /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/iu.test(lang) ? lang : undefined,
  };
}
