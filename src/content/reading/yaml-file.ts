import { load } from 'js-yaml';
import {
  Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node,
  type YAMLError,
} from 'yaml';
import type { ContentIssue } from '../content-issue.ts';
import { describeSyntax } from './describe-syntax.ts';

export type Step = string | number;
type Tree = Document.Parsed | Document;

/** A YAML file as plain values. Its tree is built again, once, only where an issue needs a position. */
export interface YamlFile {
  readonly name: string;
  /** Undefined where the file holds nothing that could be read. */
  readonly value: unknown;
  /** The line of the first fault that leaves what follows doubtful; undefined where everything could be read. */
  readonly brokenFrom: number | undefined;
  readonly issues: readonly ContentIssue[];
  /** Where the value at the path stands, or its key; the nearest thing around it where there is none. */
  locate(path: readonly Step[], part?: 'key' | 'value'): { line: number; column: number };
  /** The scalar at the path as it is written, without quotes. */
  written(path: readonly Step[]): string | undefined;
  /** Whether the scalar at the path stands in quotation marks. */
  quotedAt(path: readonly Step[]): boolean;
}

/** YAML 1.2's own limit in this parser: more would let a few lines unfold to gigabytes. */
const MOST_ALIASES = 100;

/** Parses one YAML document. Whatever is wrong with it is in `issues`, never thrown. */
export function parseYamlFile(name: string, text: string): YamlFile {
  let tree: { root: Tree; lines: LineCounter } | undefined;
  const treeOf = (): { root: Tree; lines: LineCounter } => {
    const lines = new LineCounter();
    tree ??= { root: parse(text, lines), lines };
    return tree;
  };
  const positionOf = (offset: number): { line: number; column: number } => {
    const { line, col } = treeOf().lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const read = readValue(text);
  return {
    name,
    value: read.value,
    brokenFrom: read.brokenAt === undefined ? undefined : positionOf(read.brokenAt).line,
    issues: onePerLine(
      read.problems.map(({ offset, what, fix }) => ({ file: name, ...positionOf(offset), what, fix })),
    ),
    locate: (path, part = 'value') => positionOf(offsetOf(treeOf().root, path, part)),
    written: (path) => {
      const { node } = find(treeOf().root, path);
      return isScalar(node) ? node.source : undefined;
    },
    quotedAt: (path) => {
      const { node } = find(treeOf().root, path);
      return isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
    },
  };
}

/** What follows a fault on its line is mostly its consequence. */
function onePerLine(issues: readonly ContentIssue[]): readonly ContentIssue[] {
  return issues.filter((issue, i) => issues.findIndex((other) => other.line === issue.line) === i);
}

interface Problem {
  readonly offset: number;
  readonly what: string;
  readonly fix: string;
}

/**
 * Two parsers share the work. js-yaml takes a seventh of the time but knows no positions: it reads what is in order,
 * which nearly every file is. Whatever it refuses is for `yaml` to read, or to say what is wrong with it and where.
 */
function readValue(text: string): ReadValue {
  try {
    const value = load(text, { maxAliases: 0 });
    if (value !== null) return { value, brokenAt: undefined, problems: [] };
  } catch {
    // Refused: said below, with the place.
  }
  return readCarefully(text);
}

interface ReadValue {
  readonly value: unknown;
  readonly brokenAt: number | undefined;
  readonly problems: readonly Problem[];
}

function readCarefully(text: string): ReadValue {
  const broken = (what: string, fix: string, offset = 0): ReadValue => ({
    value: undefined,
    brokenAt: offset,
    problems: [{ offset, what, fix }],
  });
  try {
    const root = parse(text, undefined);
    const problems = [...root.errors, ...root.warnings].map((error) => toProblem(error, text));
    const brokenAt = root.errors.find((error) => error.code !== 'DUPLICATE_KEY')?.pos[0];
    if (problems.length === 0 && isEmpty(root))
      return broken('the file is empty', 'write its content, or delete the file');
    try {
      return { value: root.toJS({ maxAliasCount: MOST_ALIASES }), brokenAt, problems };
    } catch (error) {
      if (problems.length > 0) return { value: undefined, brokenAt: brokenAt ?? 0, problems };
      const bomb = error instanceof Error && error.message.startsWith('Excessive alias count');
      const what = bomb
        ? `the aliases (*name) unfold to more than ${MOST_ALIASES} copies`
        : 'an alias (*name) cannot be resolved';
      return broken(what, 'write the content out instead of using aliases', firstAlias(root));
    }
  } catch (error) {
    if (error instanceof RangeError)
      return broken('the content is nested too deeply', 'take out the nesting');
    throw error;
  }
}

function parse(text: string, lineCounter: LineCounter | undefined): Tree {
  return parseDocument(text, {
    prettyErrors: false,
    stringKeys: true,
    ...(lineCounter === undefined ? {} : { lineCounter }),
  });
}

function toProblem(error: YAMLError, text: string): Problem {
  // Where the parser gives up on nesting depends on the machine.
  const offset = error.code === 'RESOURCE_EXHAUSTION' ? 0 : error.pos[0];
  return { offset, ...describeSyntax(error, text) };
}

function isEmpty(root: Tree): boolean {
  return root.contents === null || (isScalar(root.contents) && root.contents.value === null);
}

function firstAlias(root: Tree): number {
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

function offsetOf(root: Tree, path: readonly Step[], part: 'key' | 'value'): number {
  const { key, node } = find(root, path);
  const empty = isScalar(node) && node.value === null && node.source === '';
  const at = part === 'key' || empty ? (key ?? node) : node;
  return at?.range?.[0] ?? 0;
}

/** The node at the path with its key, or the last one that exists on the way. An alias is followed to its anchor. */
function find(root: Tree, path: readonly Step[]): { key: Node | undefined; node: Node | undefined } {
  let node: Node | undefined = root.contents ?? undefined;
  let key: Node | undefined;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(root);
    if (isMap(node)) {
      const pair: { key: unknown; value: unknown } | undefined = node.items.find(
        (item) => isScalar(item.key) && item.key.value === step,
      );
      if (pair === undefined) break;
      key = isNode(pair.key) ? pair.key : undefined;
      node = isNode(pair.value) ? pair.value : key;
    } else if (isSeq(node)) {
      const item: unknown = typeof step === 'number' ? node.items[step] : undefined;
      if (!isNode(item)) break;
      [key, node] = [undefined, item];
    } else break;
  }
  return { key, node };
}
