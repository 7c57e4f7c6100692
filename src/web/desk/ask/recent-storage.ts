import { isRecord } from '../api/contract.ts';
import { readLink, writeLink, type DeskQuestion } from './question.ts';

/** `window` on the page, a fake in tests. Reading `localStorage` throws if the browser blocks storage. */
export interface Browser {
  readonly localStorage: {
    getItem(name: string): string | null;
    setItem(name: string, value: string): void;
  };
}

const NAME = 'waymark-recent-questions';
const MOST = 20;

/** The recent questions of this browser, newest first. Entries that cannot be read are left out. */
export function readRecent(browser: Browser): readonly DeskQuestion[] {
  try {
    const stored: unknown = JSON.parse(browser.localStorage.getItem(NAME) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored
      .filter((item: unknown) => isRecord(item) && typeof item['link'] === 'string')
      .map((item: { readonly link: string }) => readLink(item.link))
      .filter(({ text }) => text.trim() !== '')
      .slice(0, MOST);
  } catch {
    return [];
  }
}

/** Adds a question in front. It replaces the last one if it only continues that one ("… 4" and then "… 4.5"). */
export function keepRecent(browser: Browser, question: DeskQuestion): readonly DeskQuestion[] {
  const others = readRecent(browser).filter(
    (other, i) =>
      other.text.trim() !== question.text.trim() && !(i === 0 && question.text.startsWith(other.text.trim())),
  );
  return store(browser, [question, ...others].slice(0, MOST));
}

export function clearRecent(browser: Browser): readonly DeskQuestion[] {
  return store(browser, []);
}

function store(browser: Browser, questions: readonly DeskQuestion[]): readonly DeskQuestion[] {
  try {
    browser.localStorage.setItem(
      NAME,
      JSON.stringify(questions.map((question) => ({ link: writeLink(question) }))),
    );
  } catch {
    // Storage is blocked or full: the questions are not kept.
  }
  return questions;
}
