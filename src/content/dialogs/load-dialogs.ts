import { basename, join } from 'node:path';
import type { Dialogs, Flow, Grammar, Words } from '../../core/index.ts';
import { collectIssues } from '../issues/collect-issues.ts';
import type { ContentIssue, Report } from '../issues/content-issue.ts';
import { readWords, type Sentences } from './read-words.ts';
import { checkShape } from '../reading/check-shape.ts';
import { listYamlFiles } from '../reading/list-files.ts';
import { inside, issueAt, type Place } from '../reading/place.ts';
import { isText, readText } from '../reading/read-text.ts';
import { parseYamlFile } from '../reading/yaml-file.ts';
import { flowSchema, grammarSchema } from '../schemas/dialog-schemas.ts';

/** The dialogs, or undefined where anything is wrong with them. */
export interface DialogsResult {
  readonly dialogs: Dialogs | undefined;
  readonly issues: readonly ContentIssue[];
  /** The sentences of `dialogs` by language, as they are written. */
  readonly written: ReadonlyMap<string, Sentences>;
}

/**
 * Loads `<flow>.yaml`, `words/<language>.yaml` and `grammar/<language>.yaml` in `directory`.
 *
 * @example const { dialogs, issues } = loadDialogs('dialogs');
 */
export function loadDialogs(directory: string): DialogsResult {
  const { value, issues } = collectIssues(basename(directory), (report) => readDialogs(directory, report));
  if (value === undefined || issues.length > 0) return { dialogs: undefined, issues, written: new Map() };
  return { dialogs: value.dialogs, issues, written: value.written };
}

function readDialogs(
  directory: string,
  report: Report,
): { readonly dialogs: Dialogs; readonly written: ReadonlyMap<string, Sentences> } {
  const flows: Flow[] = [];
  const words = new Map<string, Words>();
  const written = new Map<string, Sentences>();
  const grammars = new Map<string, Grammar>();
  const folder = basename(directory);
  const paths = listYamlFiles(directory, folder, report);
  for (const path of paths) {
    const name = `${folder}/${path}`;
    const [, kind, id = ''] = /^(?:(words|grammar)\/)?([^/]+)\.ya?ml$/i.exec(path) ?? [];
    const text = readText(join(directory, path), directory, name);
    if (!isText(text)) {
      report(text);
      continue;
    }
    const file = parseYamlFile(name, text.text);
    file.issues.forEach(report);
    const place: Place = { file, path: [] };
    if (file.value === undefined) continue;
    if (id === '') {
      report(
        issueAt(
          place,
          'no file is expected here',
          'put it into dialogs/, dialogs/words/ or dialogs/grammar/',
        ),
      );
    } else if (kind === undefined) {
      const flow = readFlow(file.value, place, id, report);
      if (flow !== undefined) flows.push(flow);
    } else if (!isLanguage(id)) {
      report(issueAt(place, `"${id}" is not a language`, 'name the file by the language, such as en.yaml'));
    } else if (kind === 'words') {
      const read = readWords(file.value, place, id, report);
      if (read === undefined) continue;
      words.set(id, read.words);
      written.set(id, read.written);
    } else {
      const grammar = readGrammar(file.value, place, id, report);
      if (grammar !== undefined) grammars.set(id, grammar);
    }
  }
  checkTogether(paths, folder, report);
  return { dialogs: { flows, words, grammars }, written };
}

function readFlow(value: unknown, place: Place, id: string, report: Report): Flow | undefined {
  const flow = checkShape(flowSchema, value, place, report);
  if (flow !== undefined && flow.id !== id) {
    report(
      issueAt(
        inside(place, 'id'),
        `the flow "${flow.id}" is in ${id}.yaml`,
        `write "id: ${id}", or rename the file`,
      ),
    );
  }
  return flow;
}

function readGrammar(value: unknown, place: Place, id: string, report: Report): Grammar | undefined {
  const written = checkShape(grammarSchema, value, place, report);
  if (written === undefined) return undefined;
  const {
    language = id,
    'roles-behind': rolesBehind,
    'service-packs': servicePacks,
    'question-words': questionWords,
    'everyday-endings': everydayEndings,
    'asks-about': asksAbout,
    'well-spelt': wellSpelt,
    ...rest
  } = written;
  if (language !== id) {
    const what = `the grammar of "${language}" is in ${id}.yaml`;
    report(issueAt(inside(place, 'language'), what, `write "language: ${id}", or rename the file`));
  }
  return {
    language,
    rolesBehind,
    servicePacks,
    questionWords,
    everydayEndings,
    asksAbout,
    wellSpelt,
    ...rest,
  };
}

function isLanguage(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length === 1;
  } catch {
    return false;
  }
}

/** Each language needs both its words and its grammar, and there must be something to do. */
function checkTogether(paths: readonly string[], folder: string, report: Report): void {
  const missing = (path: string, what: string): void =>
    report({ file: `${folder}/${path}`, line: 1, column: 1, what, fix: 'add it, see dialogs/README.md' });
  const languagesIn = (kind: string): readonly string[] =>
    paths
      .filter((path) => path.startsWith(`${kind}/`))
      .map((path) => path.slice(kind.length + 1).replace(/\.ya?ml$/i, ''));
  const [words, grammars] = [languagesIn('words'), languagesIn('grammar')];
  if (paths.every((path) => path.includes('/'))) missing('<flow>.yaml', 'there is no flow');
  if (words.length + grammars.length === 0) missing('words/en.yaml', 'there are no words');
  for (const language of words.filter((one) => !grammars.includes(one))) {
    missing(`grammar/${language}.yaml`, `the language "${language}" has no grammar`);
  }
  for (const language of grammars.filter((one) => !words.includes(one))) {
    missing(`words/${language}.yaml`, `the language "${language}" has no words`);
  }
}
