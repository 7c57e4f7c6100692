import {
  isArgumentElement,
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  parse,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser';
import type { Piece, Sentences } from './fill-sentence.ts';

/**
 * Parses the sentences whose keys begin with one of the prefixes. This happens at build time, so that a page needs no
 * parser and contains only its own sentences. Accepts text, holes, plurals and selects; throws for the rest of ICU
 * MessageFormat.
 */
export function compileSentences(
  written: Readonly<Record<string, unknown>>,
  prefixes: readonly string[],
): Sentences {
  return Object.fromEntries(
    Object.entries(written)
      .filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix)))
      .map(([key, text]) => [key, compile(key, parse(String(text), { ignoreTag: true }), undefined)]),
  );
}

function compile(
  key: string,
  elements: readonly MessageFormatElement[],
  counted: string | undefined,
): readonly Piece[] {
  return elements.map((element): Piece => {
    if (isLiteralElement(element)) return element.value;
    if (isArgumentElement(element)) return { hole: element.value };
    if (isPoundElement(element) && counted !== undefined) return { hole: counted };
    if (isSelectElement(element) || isPluralElement(element)) {
      const plural = isPluralElement(element);
      return {
        choose: element.value,
        by: plural ? 'number' : 'word',
        of: Object.fromEntries(
          Object.entries(element.options).map(([name, option]) => [
            name,
            compile(key, option.value, plural ? element.value : counted),
          ]),
        ),
      };
    }
    throw new Error(
      `dialogs/words: ${key}: a sentence of a page may contain only text, {holes}, plural and select; reword it`,
    );
  });
}
