import type { Document, LineCounter, Node } from 'yaml';
import type { ContentIssue } from '../issues/content-issue.ts';
import { carefulParser } from './careful-parser.ts';
import { parseTree, readYaml } from './read-yaml.ts';

export type Step = string | number;

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
  /** How many characters of the scalar come before its text (a quotation mark); undefined where it has escapes or is folded. */
  textStart(path: readonly Step[]): number | undefined;
}

/** Parses one YAML document. Whatever is wrong with it is in `issues`, never thrown. */
export function parseYamlFile(name: string, text: string): YamlFile {
  let lines: LineCounter | undefined;
  const positionOf = (offset: number): { line: number; column: number } => {
    lines ??= countLines(text);
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const read = readYaml(text);
  let tree = read.root;
  const treeOf = (): Document => (tree ??= parseTree(text, false));
  return {
    name,
    value: read.value,
    brokenFrom: read.brokenAt === undefined ? undefined : positionOf(read.brokenAt).line,
    issues: onePerLine(
      read.problems.map(({ offset, what, fix }) => ({ file: name, ...positionOf(offset), what, fix })),
    ),
    locate: (path, part = 'value') => positionOf(offsetOf(treeOf(), path, part)),
    written: (path) => {
      const { node } = find(treeOf(), path);
      return carefulParser().isScalar(node) ? node.source : undefined;
    },
    textStart: (path) => {
      const { node } = find(treeOf(), path);
      if (!carefulParser().isScalar(node) || typeof node.value !== 'string') return undefined;
      const start = text.indexOf(node.value, node.range?.[0]) - (node.range?.[0] ?? 0);
      return start === 0 || (start === 1 && node.type?.startsWith('QUOTE')) ? start : undefined;
    },
  };
}

function countLines(text: string): LineCounter {
  const lines = new (carefulParser().LineCounter)();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}

/** The first issue of each line: later ones on the same line mostly follow from it. */
function onePerLine(issues: readonly ContentIssue[]): readonly ContentIssue[] {
  return [...new Map([...issues].reverse().map((issue) => [issue.line, issue])).values()].reverse();
}

function offsetOf(root: Document, path: readonly Step[], part: 'key' | 'value'): number {
  const { key, node } = find(root, path);
  const empty = carefulParser().isScalar(node) && node.value === null && node.source === '';
  const at = part === 'key' || empty ? (key ?? node) : node;
  return at?.range?.[0] ?? 0;
}

/** The node at the path with its key, or the last one that exists on the way. An alias is followed to its anchor. */
function find(root: Document, path: readonly Step[]): { key: Node | undefined; node: Node | undefined } {
  const { isAlias, isMap, isNode, isScalar, isSeq } = carefulParser();
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
