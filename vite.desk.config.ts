import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { parse } from 'yaml';
import { compileSentences } from './src/web/build/compile-sentences.ts';
import { fillSentence, type Sentences } from './src/web/desk/words/sentence.ts';

const LANGUAGE = 'en';
const WORDS = join(import.meta.dirname, 'dialogs/words', `${LANGUAGE}.yaml`);
/** Its own sentences, and those of the core that the page recognises in an answer. */
const TAKEN = [
  'desk.',
  'source.line',
  'source.edition-word',
  'verdict.direct-not-supported',
  'verdict.not-supported',
];

/** The desk page. Everything comes from our own server: no script or style stands inline, nothing is fetched elsewhere. */
export default defineConfig({
  root: join(import.meta.dirname, 'src/web/desk'),
  base: './',
  logLevel: 'warn',
  build: {
    outDir: join(import.meta.dirname, 'dist/web/desk'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  plugins: [words(), compressed()],
});

/** Gives the page its sentences from `dialogs/words/`, as `virtual:sentences` and as `%key%` in index.html. */
function words(): Plugin {
  const id = 'virtual:sentences';
  return {
    name: 'waymark-words',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) =>
      source === `\0${id}`
        ? `export const language = ${JSON.stringify(LANGUAGE)};\nexport const sentences = ${JSON.stringify(readSentences())};`
        : undefined,
    transformIndexHtml: (html) => {
      const sentences = readSentences();
      return html.replace(/%([a-z.]+)%/g, (_, key: string) =>
        key === 'language' ? LANGUAGE : escapeHtml(fillSentence(sentenceOf(sentences, key), {}, LANGUAGE)),
      );
    },
  };
}

function readSentences(): Sentences {
  const written: unknown = parse(readFileSync(WORDS, 'utf8'));
  if (typeof written !== 'object' || written === null) throw new Error(`${WORDS}: holds no sentences`);
  return compileSentences(Object.fromEntries(Object.entries(written)), TAKEN);
}

function sentenceOf(sentences: Sentences, key: string) {
  const sentence = sentences[key];
  if (sentence === undefined)
    throw new Error(`index.html: %${key}% is no sentence of ${WORDS}; add it there`);
  return sentence;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** Puts a compressed copy beside every text asset, so that the server need not compress it for each visitor. */
function compressed(): Plugin {
  return {
    name: 'waymark-compressed',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          if (!/\.(?:js|css|html|svg)$/.test(fileName)) continue;
          const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(content) });
          this.emitFile({
            type: 'asset',
            fileName: `${fileName}.gz`,
            source: gzipSync(content, { level: 9 }),
          });
        }
      },
    },
  };
}
