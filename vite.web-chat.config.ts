import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { bundledLicences } from './src/web/build/bundled-licences.ts';
import { precompress } from './src/web/build/precompress.ts';

/**
 * What of Web Chat the chat page has no use for: speech, a carousel, and a client of Direct Line (the page has its own).
 * Without them the bundle is 40 % smaller than the one that is published, and a slow phone shows it in time.
 */
const LEFT_OUT =
  /^(?:microsoft-cognitiveservices-speech-sdk|web-speech-cognitive-services|botframework-directlinespeech-sdk|botframework-directlinejs|swiper)(?:\/|$)/u;

/** Packages that are published for old browsers, with the package that each is made of. */
const MADE_OF: ReadonlyMap<string, string> = new Map([
  ['p-defer-es5', 'p-defer'],
  ['markdown-it-attrs-es5', 'markdown-it-attrs'],
]);

const ENTRY = 'virtual:web-chat';

/** Web Chat's own modules as one script, which the chat page loads behind its shell. Made once for each version. */
export default defineConfig({
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: join(import.meta.dirname, 'dist/web/web-chat'),
    emptyOutDir: true,
    copyPublicDir: false,
    modulePreload: false,
    chunkSizeWarningLimit: 3_000,
    target: 'es2022',
    rolldownOptions: {
      input: ENTRY,
      output: { format: 'iife', entryFileNames: 'webchat-[hash].js', comments: { legal: false } },
    },
  },
  plugins: [webChat(), bundledLicences(), precompress()],
});

function webChat(): Plugin {
  return {
    name: 'waymark-web-chat',
    enforce: 'pre',
    resolveId(source) {
      if (source === ENTRY) return `\0${ENTRY}`;
      if (LEFT_OUT.test(source)) return '\0left-out';
      const origin = MADE_OF.get(source);
      if (origin === undefined) return undefined;
      // As it is found from there: another version may be installed elsewhere.
      const importer = join(import.meta.dirname, 'node_modules', source, 'index.js');
      return this.resolve(origin, importer, { skipSelf: true });
    },
    load(id) {
      if (id === `\0${ENTRY}`)
        return `import { createStore, renderWebChat } from 'botframework-webchat';
          window.WebChat = { createStore, renderWebChat };`;
      if (id === '\0left-out') return 'module.exports = {};';
      return undefined;
    },
  };
}
