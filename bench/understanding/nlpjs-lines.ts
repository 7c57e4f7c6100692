import { containerBootstrap, LangEn, Nlp } from '@nlpjs/basic';
import type { FinderKind } from './line-finder.ts';

/**
 * A classifier of intents, trained with every line as an intent of which its text is the example; once with its own
 * intent "None" for what fits nowhere, and once without.
 */
export const NLP_JS: readonly FinderKind[] = [
  nlpJs('each line an intent, and "None"', true),
  nlpJs('each line an intent', false),
];

const NONE = 'None';

function nlpJs(settings: string, useNoneFeature: boolean): FinderKind {
  return {
    tool: 'nlp.js',
    settings,
    prepare: async (lines) => {
      const container = await containerBootstrap();
      container.use(LangEn);
      const nlp = new Nlp({
        container,
        languages: ['en'],
        autoSave: false,
        autoLoad: false,
        threshold: 0,
        calculateSentiment: false,
        nlu: { log: false, useNoneFeature },
      });
      for (const { line, text } of lines) nlp.addDocument('en', text, String(line));
      await nlp.train();
      return {
        find: async (question) => {
          const { classifications } = await nlp.process('en', question);
          const none = classifications.findIndex(({ intent }) => intent === NONE);
          return classifications
            .slice(0, none < 0 ? undefined : none)
            .filter(({ score }) => score > 0)
            .map(({ intent, score }) => ({ line: Number(intent), score }));
        },
      };
    },
  };
}
