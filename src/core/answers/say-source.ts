import type { Source } from '../knowledge/knowledge.ts';
import type { Words } from '../model/words.ts';

/** A source with its edition. If the owner wrote "3rd edition", the word "edition" is not added again. */
export function saySource(words: Words, key: 'source.line' | 'chat.source.file', source: Source): string {
  const word = words.say('source.edition-word').toLowerCase();
  const own = source.edition.toLowerCase().includes(word);
  return words.say(own ? `${key}-own` : key, { source: source.file, edition: source.edition });
}
