import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import ts from 'typescript';

// The layers of docs/design.md: contract ← core ← content, turn ← store, directline, bot ← server, cli ← index.
// The pages (web) know the contract only.

/** What each layer may import besides itself. Who may read `config.ts` is said below. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  core: ['contract'],
  content: ['contract', 'core'],
  turn: ['contract', 'core'],
  store: ['contract', 'core', 'turn'],
  directline: ['contract', 'core', 'turn'],
  bot: ['contract', 'core', 'turn', 'store', 'directline'],
  server: ['contract', 'core', 'content', 'turn', 'store', 'directline', 'bot', 'project-folder'],
  web: ['contract'],
  cli: ['contract', 'core', 'content', 'turn', 'store', 'server'],
  config: [],
  'project-folder': [],
  index: [
    'contract',
    'core',
    'content',
    'turn',
    'store',
    'directline',
    'bot',
    'server',
    'cli',
    'project-folder',
  ],
};

/** What other layers may import of a layer besides its `index.ts`. The schemas bring a library along: pages must not. */
const SECOND_DOOR = 'contract/schemas.ts';
const WITHOUT_SCHEMAS: readonly string[] = ['core', 'web'];

/**
 * The folders of a layer, lower first: a file imports from its own folder and from those before it. Files that stand in
 * the layer's own folder are not listed; they may be above or below, but in no circle.
 */
const FOLDER_ORDER: Readonly<Record<string, readonly string[]>> = {
  core: [
    'model',
    'conditions',
    'knowledge',
    'understanding',
    'planning',
    'questions',
    'answers',
    'consultation',
  ],
  content: ['issues', 'schemas', 'reading', 'cases', 'linking', 'checks', 'dialogs', 'thread'],
  store: ['migrations'],
  bot: ['connector', 'text', 'cards'],
  server: ['log', 'http', 'watch', 'front', 'auth', 'api', 'pages', 'chat', 'direct-line', 'routes'],
  'web/chat': ['connection', 'shell', 'web-chat'],
  'web/desk': ['api', 'words', 'route', 'answer', 'ask', 'ticket'],
};

/** Wrong directions between folders that still stand. One that is gone must leave this list. */
const KNOWN_WRONG: readonly string[] = [];

/** Layers in which files still import each other in circles. One that has none any more must leave this list. */
const KNOWN_CIRCLES: readonly string[] = [];

/** The composition root and what it starts; `config.ts` itself knows types of bot only. */
const READ_CONFIG: readonly string[] = ['server', 'cli', 'index'];

/** Files longer than 200 lines, each with the reason why it is not split. */
const LONG: Readonly<Record<string, string>> = {
  'contract/word-keys.ts': 'a flat table: one line for each sentence that is said',
};

interface Import {
  readonly file: string;
  readonly layer: string;
  readonly from: string;
  /** The file below src that is imported; undefined for a package. */
  readonly target: string | undefined;
  readonly typeOnly: boolean;
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => file.replaceAll('\\', '/'));

const textOf = (file: string) => readFileSync(join('src', file), 'utf8');

/** The folder below src, or the name of a file that stands in src itself. */
const layerOf = (file: string) => file.split('/')[0]?.replace(/\.tsx?$/, '') ?? '';

const imports = files.flatMap((file): readonly Import[] => {
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
  return importsIn(source).map(({ from, typeOnly }) => ({
    file,
    layer: layerOf(file),
    from,
    target: from.startsWith('.') ? relative('src', join('src', dirname(file), from)) : undefined,
    typeOnly,
  }));
});

/** Every import of a file and every export from another; those inside of functions too. */
function importsIn(node: ts.Node): readonly Pick<Import, 'from' | 'typeOnly'>[] {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const typeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return [{ from: node.moduleSpecifier.text, typeOnly }];
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return ts.isStringLiteral(node.moduleSpecifier)
      ? [{ from: node.moduleSpecifier.text, typeOnly: node.isTypeOnly }]
      : [];
  }
  const inside: Pick<Import, 'from' | 'typeOnly'>[] = [];
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [from] = node.arguments;
    if (from !== undefined && ts.isStringLiteral(from)) inside.push({ from: from.text, typeOnly: false });
  }
  ts.forEachChild(node, (child) => {
    inside.push(...importsIn(child));
  });
  return inside;
}

const packagesIn = (layer: string) =>
  imports.filter((each) => each.layer === layer && each.target === undefined).map(({ from }) => from);

const sdk = /^(?:botbuilder|botframework|restify|@microsoft\/agents)/;

describe('the layers', () => {
  it('import in one direction only', () => {
    const wrong = imports.filter(({ layer, target, typeOnly }) => {
      if (target === undefined || layerOf(target) === layer) return false;
      if (layerOf(target) === 'config') return !READ_CONFIG.includes(layer);
      if (layer === 'config') return !(typeOnly && layerOf(target) === 'bot');
      return !(MAY_IMPORT[layer]?.includes(layerOf(target)) ?? false);
    });
    expect(wrong.map(({ file, from }) => `${file} imports ${from}`)).to.deep.equal([]);
  });

  it('are known, every one', () => {
    expect(files.map(layerOf).filter((layer) => !(layer in MAY_IMPORT))).to.deep.equal([]);
  });

  it('are imported by their index only', () => {
    const inner = imports.filter(({ layer, target }) => {
      if (target === undefined || layerOf(target) === layer || !target.includes('/')) return false;
      if (target === SECOND_DOOR) return WITHOUT_SCHEMAS.includes(layer);
      return !/^[^/]+\/index\.ts$/.test(target);
    });
    expect(inner.map(({ file, from }) => `${file} imports ${from}`)).to.deep.equal([]);
  });
});

describe('inside of a layer', () => {
  /** The layer whose folders are in order: each of the pages is one of its own. */
  const unitOf = (file: string) => /^web\/[^/]+(?=\/)/.exec(file)?.[0] ?? layerOf(file);
  /** The folder below the layer, or the file where it stands in the layer itself. */
  const folderOf = (file: string) => file.slice(unitOf(file).length + 1).replace(/\/.*/, '/');
  const within = imports.flatMap(({ file, target }) =>
    target !== undefined && unitOf(target) === unitOf(file) ? [{ file, target, unit: unitOf(file) }] : [],
  );

  it('every folder has its place', () => {
    const folders = new Set(within.map(({ file, unit }) => `${unit}: ${folderOf(file)}`));
    const unknown = [...folders].filter((each) => {
      const [unit = '', folder = ''] = each.split(': ');
      return folder.endsWith('/') && !(FOLDER_ORDER[unit] ?? []).includes(folder.slice(0, -1));
    });
    expect(unknown).to.deep.equal([]);
  });

  it('folders import in one direction only', () => {
    const wrong = new Set(
      within.flatMap(({ file, target, unit }) => {
        const order = FOLDER_ORDER[unit] ?? [];
        const [from, to] = [file, target].map((each) => order.indexOf(folderOf(each).slice(0, -1)));
        return from !== undefined && to !== undefined && from >= 0 && to > from
          ? [`${unit}: ${folderOf(file)} imports ${folderOf(target)}`]
          : [];
      }),
    );
    expect([...wrong].sort()).to.deep.equal([...KNOWN_WRONG].sort());
  });

  it('folders and the files beside them form no circle', () => {
    const circles = circlesOf(
      within.map(({ file, target, unit }) => [`${unit}/${folderOf(file)}`, `${unit}/${folderOf(target)}`]),
    );
    expect(circles.filter(isNew)).to.deep.equal([]);
  });

  it('files form no circle', () => {
    const circles = circlesOf(
      imports.flatMap(({ file, target }): [string, string][] =>
        target === undefined ? [] : [[file, target]],
      ),
    );
    expect(circles.filter(isNew)).to.deep.equal([]);
    const circling = new Set(circles.flat().map(layerOf));
    expect(
      KNOWN_CIRCLES.filter((layer) => !circling.has(layer)),
      'no longer a circle',
    ).to.deep.equal([]);
  });

  const isNew = (circle: readonly string[]) => !circle.some((node) => KNOWN_CIRCLES.includes(layerOf(node)));
});

describe('the contract', () => {
  /** What is loaded with a file: itself, and what it imports other than types. */
  function loadedWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const each of imports) {
      if (each.file === file && !each.typeOnly) loadedWith(each.target ?? each.from, seen);
    }
    return seen;
  }

  // A page may take a constant from it, a limit for instance, and its bundle must not grow by a schema library.
  it('loads no package where only its types and constants are imported', () => {
    const loaded = [...loadedWith('contract/index.ts')];
    expect(loaded).to.include('contract/constants.ts');
    expect(loaded.filter((file) => !/^contract\/[^/]+\.ts$/.test(file))).to.deep.equal([]);
  });

  it('needs nothing but a schema library', () => {
    expect([...new Set(packagesIn('contract'))]).to.deep.equal(['zod']);
  });
});

describe('the core', () => {
  it('imports nothing of Node and nothing that does I/O, only small pure packages', () => {
    expect(packagesIn('core').filter((name) => name.startsWith('node:') || sdk.test(name))).to.deep.equal([]);
    expect([...new Set(packagesIn('core'))].length).to.be.at.most(3);
  });

  it('speaks of no clock, no randomness, no environment and no promise', () => {
    const impure =
      /\bDate\b|Math\.random|\bprocess\.|\bsetTimeout\b|\bfetch\(|\basync\b|\bawait\b|\bconsole\./;
    const code = (file: string) => textOf(file).replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
    expect(files.filter((file) => layerOf(file) === 'core' && impure.test(code(file)))).to.deep.equal([]);
  });
});

describe('the Bot Framework', () => {
  it('is known to bot and server only', () => {
    const knowing = imports.filter(
      ({ from, layer }) => sdk.test(from) && layer !== 'bot' && layer !== 'server',
    );
    expect(knowing.map(({ file, from }) => `${file} imports ${from}`)).to.deep.equal([]);
  });

  it('is served by a layer that reads no file', () => {
    expect(packagesIn('bot').filter((name) => /^(?:node:)?fs\b/.test(name))).to.deep.equal([]);
  });
});

/** Every id and every name of the shipped packs, as they must not stand in code. */
function packTerms(): readonly string[] {
  return readdirSync('knowledge', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((folder) => [
      folder.name,
      ...readdirSync(join('knowledge', folder.name))
        .filter((file) => file.endsWith('.yaml') && file !== 'cases.yaml')
        .flatMap((file) => namesIn(parse(readFileSync(join('knowledge', folder.name, file), 'utf8')))),
    ]);
}

const NAMES = new Set(['id', 'name', 'version', 'aliases', 'also-called', 'topic']);

function namesIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return NAMES.has(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => namesIn(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([inner, item]) => namesIn(item, inner));
}

/** Ids that are roles or answers in every pack. */
const GENERAL = new Set(['installed', 'target', 'formerly', 'setup', 'information', 'international']);

/** The help of the command line shows examples, which are about the pack that is shipped. */
const outsideHelp = files.filter((file) => layerOf(file) !== 'cli');

describe('the code', () => {
  const code = (file: string) => textOf(file).replace(/\/\*[^]*?\*\/|\/\/.*/g, '');

  it('names no product, version, component or rule of a shipped pack', () => {
    const terms = [...new Set(packTerms().map((term) => term.toLowerCase()))].filter(
      (term) => term.length > 3 && !GENERAL.has(term),
    );
    expect(terms).to.include.members(['backoffice server', 'small-business-server', '2003', 'site-server']);
    const found = outsideHelp.flatMap((file) => {
      const text = code(file).toLowerCase();
      return terms
        .filter((term) => new RegExp(`(?<![a-z0-9])${escape(term)}(?![a-z0-9])`).test(text))
        .map((term) => `${file}: ${term}`);
    });
    expect(found).to.deep.equal([]);
  });

  it('names the first pack not even in part', () => {
    const found = outsideHelp.filter((file) =>
      /backoffice|small.?business|windows.?server|\b2003\b|\bsbs\b/i.test(code(file)),
    );
    expect(found).to.deep.equal([]);
  });

  it('is in files of at most 200 lines', () => {
    const long = files.filter((file) => textOf(file).trimEnd().split('\n').length > 200);
    expect(long.filter((file) => !(file in LONG))).to.deep.equal([]);
    expect(
      Object.keys(LONG).filter((file) => !long.includes(file)),
      'no longer long',
    ).to.deep.equal([]);
  });
});

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The nodes that reach each other, as groups of two or more: strongly connected components, after Tarjan. */
function circlesOf(edges: readonly (readonly [string, string])[]): readonly (readonly string[])[] {
  const targets = new Map<string, string[]>();
  for (const [from, to] of edges) targets.set(from, [...(targets.get(from) ?? []), to]);
  const index = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string): number => {
    let low = index.size;
    const own = low;
    index.set(node, own);
    open.push(node);
    for (const next of targets.get(node) ?? []) {
      if (!index.has(next)) low = Math.min(low, visit(next));
      else if (open.includes(next)) low = Math.min(low, index.get(next) ?? low);
    }
    if (low === own) {
      const circle = open.splice(open.indexOf(node));
      if (circle.length > 1) circles.push(circle.sort());
    }
    return low;
  };
  for (const node of targets.keys()) if (!index.has(node)) visit(node);
  return circles;
}
