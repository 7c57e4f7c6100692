import type { Chooser } from './random.ts';
import type { Draft } from './questions.ts';

/** What users could write to a generated pack of this many products. */
export function generatedKinds(products: number): Readonly<Record<string, Draft>> {
  const line = (choose: Chooser) => choose.number(Math.ceil(products / 1000));
  const version = (choose: Chooser) => `1.${choose.number(Math.min(1000, products))}`;
  const product = (choose: Chooser) => `Product Line ${line(choose)} ${version(choose)}`;
  return {
    'product and target': (choose) => ({
      text: `${choose.one(VERBS)} ${product(choose)} to ${choose.one(TARGETS)}`,
    }),
    'product alone': (choose) => ({
      text: `${choose.one(['we run', 'what about', 'this is'])} ${product(choose)}`,
    }),
    'component on a product': (choose) => ({
      text: `does ${choose.one(['the Control Panel', 'the panel'])} work on ${product(choose)}`,
    }),
    'facts sent along': (choose) => ({
      text: `${choose.one(VERBS)} this one`,
      facts: { installed: `line-${line(choose)}-${version(choose)}` },
    }),
    'two products': (choose) => ({ text: `${choose.one(VERBS)} ${product(choose)} or ${product(choose)}` }),
    'own route': (choose) => ({
      text: `${choose.one(VERBS)} ${product(choose)} via ${product(choose)} to ${choose.one(TARGETS)}`,
    }),
    'version alone': (choose) => ({
      text: `${choose.one(VERBS)} ${version(choose)} to ${choose.one(TARGETS)}`,
    }),
    'family alone': (choose) => ({ text: `${choose.one(VERBS)} Product Line ${line(choose)}` }),
    'not named': (choose) => ({
      text: `${choose.one(VERBS)} ${choose.one(['Exchange', 'Oracle', 'Product Line 2000', 'NetWare'])} ${choose.number(20)}.${choose.number(20)}`,
    }),
    'nothing but a wish': (choose) => ({ text: `${choose.one(VERBS)} my server to ${choose.one(TARGETS)}` }),
  };
}

const VERBS = [
  'upgrade',
  'how do I upgrade',
  'can I upgrade',
  'we want to migrate',
  'upgrading',
  'is it possible to upgrade',
  'what is the path for',
  'I need to move',
  'updating',
] as const;
const TARGETS = ['Target System 1.0', 'the target', 'Target System'] as const;
