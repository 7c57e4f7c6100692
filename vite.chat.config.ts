import { join } from 'node:path';
import { defineConfig } from 'vite';
import { precompress } from './src/web/build/precompress.ts';

/**
 * The chat page without Web Chat, which is a bundle of its own (vite.web-chat.config.ts). The server puts the words in:
 * they are those of the conversation, in its language.
 */
export default defineConfig({
  root: join(import.meta.dirname, 'src/web/chat'),
  base: './',
  logLevel: 'warn',
  build: {
    outDir: join(import.meta.dirname, 'dist/web/chat'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    target: 'es2022',
  },
  plugins: [precompress()],
});
