import { isRecord } from '../api/contract.ts';
import { readLink, writeLink, type DeskQuestion } from './question.ts';

const NAME = 'waymark-recent-questions';
const MOST = 20;

/** The questions of this browser, newest first. Whatever else was stored under the name counts as none. */
export function readRecent(): readonly DeskQuestion[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]');
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

/** Puts a question in front. One that it only continues ("… 4" and then "… 4.5") is replaced. */
export function keepRecent(question: DeskQuestion): readonly DeskQuestion[] {
  const others = readRecent().filter(
    (other, i) =>
      other.text.trim() !== question.text.trim() && !(i === 0 && question.text.startsWith(other.text.trim())),
  );
  return store([question, ...others].slice(0, MOST));
}

export function clearRecent(): readonly DeskQuestion[] {
  return store([]);
}

function store(questions: readonly DeskQuestion[]): readonly DeskQuestion[] {
  try {
    localStorage.setItem(NAME, JSON.stringify(questions.map((question) => ({ link: writeLink(question) }))));
  } catch {
    // A browser without storage, or one that is full, simply remembers nothing.
  }
  return questions;
}
