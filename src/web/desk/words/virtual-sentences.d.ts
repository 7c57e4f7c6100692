/** The page's sentences from `dialogs/words/`, put in by the build. */
declare module 'virtual:sentences' {
  export const language: string;
  export const sentences: import('./sentence.ts').Sentences;
}
