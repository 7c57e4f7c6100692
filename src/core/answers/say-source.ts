import type { Source } from '../knowledge/knowledge.ts';
import type { Words } from '../model/words.ts';

/** A source with its edition. An owner who wrote "3rd edition" has used the word already; it is not said twice. */
export function saySource(words: Words, key: 'source.line' | 'chat.source.file', source: Source): string {
  const word = words.say('source.edition-word').toLowerCase();
  const own = source.edition.toLowerCase().includes(word);
  return words.say(own ? `${key}-own` : key, { source: source.file, edition: source.edition });
}
