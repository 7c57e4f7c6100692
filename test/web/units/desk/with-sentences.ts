// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- it declares a module, and so cannot be imported
/// <reference path="../../../../src/web/virtual-modules.d.ts" />

import { register } from 'node:module';
import { compileSentences } from '../../../../src/web/sentences/compile-sentences.ts';
import { writtenSentences } from '../sentences/written-sentences.ts';

/**
 * Gives modules of the desk page their sentences in Node, as the build does in the bundle. They must be imported after
 * this one: `await import(…)`.
 */
const sentences = compileSentences(writtenSentences(), ['desk.', 'source.', 'verdict.']);
const module = toUrl(`export const language = 'en'; export const sentences = ${JSON.stringify(sentences)};`);

register(
  toUrl(`export const resolve = (specifier, context, next) =>
    specifier === 'virtual:sentences' ? { url: ${JSON.stringify(module)}, shortCircuit: true } : next(specifier, context);`),
);

function toUrl(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
