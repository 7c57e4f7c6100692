/** The page's sentences from `dialogs/words/`, put in by the build. */
declare module 'virtual:sentences' {
  export const language: string;
  export const sentences: import('./sentences/fill-sentence.ts').Sentences;
}

/** A style sheet as text, minified by the build. */
declare module '*.css?inline' {
  const css: string;
  export default css;
}
