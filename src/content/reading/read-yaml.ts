import { load, YAMLException } from 'js-yaml';
import type { Document, YAMLError } from 'yaml';
import { carefulParser } from './careful-parser.ts';
import { describeSyntax } from './describe-syntax.ts';

/** This parser's own limit: more would let a few lines expand to gigabytes. */
const MOST_ALIASES = 100;

/** What a YAML text holds, and what is wrong with it. */
export interface ReadYaml {
  readonly value: unknown;
  /** The offset of the first syntax error: what follows may be read wrongly. */
  readonly brokenAt: number | undefined;
  readonly problems: readonly SyntaxFault[];
  /** The text as a tree of nodes, if it was needed for reading. */
  readonly root?: Document;
}

export interface SyntaxFault {
  readonly offset: number;
  readonly what: string;
  readonly fix: string;
}

/**
 * Two parsers share the work. js-yaml takes a seventh of the time but knows no positions: it reads what is in order,
 * which nearly every file is. Whatever it refuses is for `yaml` to read, or to say what is wrong with it and where.
 */
export function readYaml(text: string): ReadYaml {
  try {
    const value = load(text, { maxAliases: 0 });
    if (value !== null) return { value, brokenAt: undefined, problems: [] };
  } catch (error) {
    // The other parser takes minutes for what is nested very deeply.
    if (error instanceof YAMLException && error.reason.startsWith('nesting exceeded')) return TOO_DEEP;
    if (error instanceof YAMLException && error.mark !== undefined)
      return readUpTo(error.mark.position, text) ?? readCarefully(text);
  }
  return readCarefully(text);
}

/** How many characters after a fault are still read for more of them. */
const LOOK_FURTHER = 64 * 1024;

/**
 * Reads a broken text up to some pages after its first fault. One bracket too many makes `yaml` report every word of the
 * rest: of a text with 700 KB, 50,000 faults that all follow from the first. Undefined where the text is short, or where
 * `yaml` finds no fault there.
 */
function readUpTo(fault: number, text: string): ReadYaml | undefined {
  const end = text.indexOf('\n', fault + LOOK_FURTHER) + 1;
  if (end === 0 || end === text.length) return undefined;
  const read = readCarefully(text.slice(0, end));
  // What is open where the text was cut is reported there: that says nothing about the text.
  const problems = read.problems.filter(({ offset }) => offset < fault + LOOK_FURTHER);
  if (problems.length === 0) return undefined;
  const unread = { offset: end, what: 'what follows is not read', fix: 'mend what is above first' };
  return { ...read, brokenAt: read.brokenAt ?? end, problems: [...problems, unread] };
}

const TOO_DEEP = broken('the content is nested too deeply', 'take out the nesting');

function readCarefully(text: string): ReadYaml {
  try {
    const root = parseTree(text);
    const problems = [...root.errors, ...root.warnings].map((error) => toSyntaxFault(error, text));
    const brokenAt = root.errors.find((error) => error.code !== 'DUPLICATE_KEY')?.pos[0];
    if (problems.length === 0 && isEmpty(root))
      return broken('the file is empty', 'write its content, or delete the file');
    try {
      return { value: root.toJS({ maxAliasCount: MOST_ALIASES }), brokenAt, problems, root };
    } catch (error) {
      if (problems.length > 0) return { value: undefined, brokenAt: brokenAt ?? 0, problems };
      const bomb = error instanceof Error && error.message.startsWith('Excessive alias count');
      const what = bomb
        ? `the aliases (*name) expand to more than ${MOST_ALIASES} copies`
        : 'an alias (*name) cannot be resolved';
      return broken(what, 'write the content out instead of using aliases', firstAlias(root));
    }
  } catch (error) {
    if (error instanceof RangeError) return TOO_DEEP;
    throw error;
  }
}

function broken(what: string, fix: string, offset = 0): ReadYaml {
  return { value: undefined, brokenAt: offset, problems: [{ offset, what, fix }] };
}

/**
 * The text as a tree of nodes with their places. Looking for keys that are there twice takes time with the square of their
 * number: it is left out (`uniqueKeys`) where js-yaml has looked already.
 */
export function parseTree(text: string, uniqueKeys = true): Document {
  return carefulParser().parseDocument(text, { prettyErrors: false, stringKeys: true, uniqueKeys });
}

function toSyntaxFault(error: YAMLError, text: string): SyntaxFault {
  return { offset: error.pos[0], ...describeSyntax(error, text) };
}

function isEmpty(root: Document): boolean {
  const { isScalar } = carefulParser();
  return root.contents === null || (isScalar(root.contents) && root.contents.value === null);
}

function firstAlias(root: Document): number {
  const { isAlias, isMap, isSeq } = carefulParser();
  let first: number | undefined;
  const visit = (node: unknown): void => {
    if (first !== undefined) return;
    if (isAlias(node)) first = node.range?.[0];
    else if (isMap(node)) node.items.forEach((pair) => visit(pair.value));
    else if (isSeq(node)) node.items.forEach(visit);
  };
  visit(root.contents);
  return first ?? 0;
}
