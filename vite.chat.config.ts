import { join } from 'node:path';
import { defineConfig } from 'vite';
import { precompress } from './src/web/build/precompress.ts';

/**
 * The chat page, without Web Chat, which is a separate bundle (vite.web-chat.config.ts). The server fills the page's
 * sentences in, because they are in the language of the conversation.
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
