import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { parse } from 'yaml';
import { fillSentence, type Sentences } from '../sentences/fill-sentence.ts';
import { compileSentences } from '../sentences/compile-sentences.ts';

const LANGUAGE = 'en';
const WORDS = join(import.meta.dirname, '../../../dialogs/words', `${LANGUAGE}.yaml`);

/**
 * Gives a page its sentences from `dialogs/words/`: as the module `virtual:sentences`, and in place of `%key%` in
 * index.html.
 * @param taken the prefixes of the keys that the page needs
 */
export function pageWords(taken: readonly string[]): Plugin {
  const id = 'virtual:sentences';
  const read = () => readSentences(taken);
  return {
    name: 'waymark-words',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) =>
      source === `\0${id}`
        ? `export const language = ${JSON.stringify(LANGUAGE)};\nexport const sentences = ${JSON.stringify(read())};`
        : undefined,
    transformIndexHtml: (html) => {
      const sentences = read();
      return html.replace(/%([a-z.]+)%/g, (_, key: string) =>
        key === 'language' ? LANGUAGE : escapeHtml(fillSentence(sentenceOf(sentences, key), {}, LANGUAGE)),
      );
    },
  };
}

function readSentences(taken: readonly string[]): Sentences {
  const written: unknown = parse(readFileSync(WORDS, 'utf8'));
  if (typeof written !== 'object' || written === null) throw new Error(`${WORDS}: contains no sentences`);
  return compileSentences(Object.fromEntries(Object.entries(written)), taken);
}

function sentenceOf(sentences: Sentences, key: string) {
  const sentence = sentences[key];
  if (sentence === undefined)
    throw new Error(`index.html: %${key}% is not a sentence in ${WORDS}; add it there`);
  return sentence;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
