import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { bundledLicences } from './src/web/build/bundled-licences.ts';
import { precompress } from './src/web/build/precompress.ts';

/**
 * Parts of Web Chat that the chat page does not use: speech, a carousel, and a client of Direct Line (the page has its
 * own). Without them the bundle is 40 % smaller than the published one, so that it is soon there on a slow phone.
 */
const LEFT_OUT =
  /^(?:microsoft-cognitiveservices-speech-sdk|web-speech-cognitive-services|botframework-directlinespeech-sdk|botframework-directlinejs|swiper)(?:\/|$)/u;

/** Packages that are built for old browsers, and the original of each. */
const MADE_OF: ReadonlyMap<string, string> = new Map([
  ['p-defer-es5', 'p-defer'],
  ['markdown-it-attrs-es5', 'markdown-it-attrs'],
]);

const ENTRY = 'virtual:web-chat';

/** Web Chat's modules as one script. The chat page loads it after its own. It is built again only for a new version. */
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
      // Resolved from that package, because another version of the original may be installed at the top.
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
