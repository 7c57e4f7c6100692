import { join } from 'node:path';
import type * as z from 'zod';
import type { Report } from '../issues/content-issue.ts';
import { didYouMean } from '../issues/nearest.ts';
import { caseSchema, type WrittenCase } from '../schemas/cases-schema.ts';
import { packSchema, type WrittenPack } from '../schemas/pack-schema.ts';
import {
  componentSchema,
  familySchema,
  type WrittenComponent,
  type WrittenFamily,
} from '../schemas/products-schema.ts';
import { factSchema, type WrittenFact } from '../schemas/questions-schema.ts';
import { ruleSchema, type WrittenRule } from '../schemas/rules-schema.ts';
import { checkShape } from './check-shape.ts';
import { isGroup } from './value-at.ts';
import { listYamlFiles } from './list-files.ts';
import { inside, issueAt, type Place } from './place.ts';
import { isText, readText } from './read-text.ts';
import { parseYamlFile, type YamlFile } from './yaml-file.ts';

/** An entry of a section. Where its shape is wrong it has no item, but its id still counts as declared. */
export interface Written<T> {
  readonly place: Place;
  readonly raw: unknown;
  readonly item: T | undefined;
}

/** A pack as it is written: all files together, the shape of each entry checked, nothing looked up yet. */
export interface PackDraft {
  readonly folder: string;
  readonly header: Written<WrittenPack>;
  readonly families: readonly Written<WrittenFamily>[];
  readonly components: readonly Written<WrittenComponent>[];
  readonly facts: readonly Written<WrittenFact>[];
  readonly rules: readonly Written<WrittenRule>[];
  readonly cases: readonly Written<WrittenCase>[];
  /** Whether every file could be read: if not, an id that seems unknown may stand in the rest. */
  readonly complete: boolean;
}

const SECTION_NAMES = ['families', 'components', 'facts', 'rules', 'cases'] as const;
type SectionName = (typeof SECTION_NAMES)[number];

/** Reads all files of the pack in `directory/folder`; undefined where there is no readable `pack.yaml`. */
export function gatherPack(directory: string, folder: string, report: Report): PackDraft | undefined {
  const root = join(directory, folder);
  let complete = true;
  const read = (path: string): YamlFile | undefined => {
    const name = `${folder}/${path}`;
    const found = readText(join(root, path), root, name);
    if (!isText(found)) {
      report(found);
      complete = false;
      return undefined;
    }
    const file = parseYamlFile(name, found.text);
    file.issues.forEach(report);
    complete &&= file.brokenFrom === undefined;
    return file.value === undefined ? undefined : file;
  };
  const paths = listYamlFiles(root, folder, report);
  const headerFile = paths.includes('pack.yaml') ? read('pack.yaml') : undefined;
  if (!paths.includes('pack.yaml')) {
    const fix = 'add it, with id, title, language, owner and sources; or move this folder away';
    report({ file: `${folder}/pack.yaml`, line: 1, column: 1, what: 'a pack needs this file', fix });
  }
  const sections = new Map<SectionName, Place[]>(SECTION_NAMES.map((name) => [name, []]));
  for (const path of paths) {
    const file = path === 'pack.yaml' ? undefined : read(path);
    if (file !== undefined && !collectSections(file, sections, report)) complete = false;
  }
  const entries = <S extends z.ZodType>(name: SectionName, schema: S): Written<z.output<S>>[] =>
    (sections.get(name) ?? []).flatMap((place) => readEntries(place, schema, report));
  const draft = {
    families: entries('families', familySchema),
    components: entries('components', componentSchema),
    facts: entries('facts', factSchema),
    rules: entries('rules', ruleSchema),
    cases: entries('cases', caseSchema),
  };
  if (headerFile === undefined) return undefined;
  const place = { file: headerFile, path: [] };
  const header = {
    place,
    raw: headerFile.value,
    item: checkShape(packSchema, headerFile.value, place, report),
  };
  return { folder, header, ...draft, complete };
}

/** Collects the places of the file's sections. Returns false, and reports it, if the file has anything else. */
function collectSections(file: YamlFile, sections: Map<SectionName, Place[]>, report: Report): boolean {
  const place: Place = { file, path: [] };
  const expected = `the sections are ${SECTION_NAMES.join(', ')}`;
  if (!isGroup(file.value)) {
    report(issueAt(place, 'the file must have sections such as "rules:"', expected));
    return false;
  }
  let good = true;
  for (const [key, value] of Object.entries(file.value)) {
    const name = SECTION_NAMES.find((section) => section === key);
    if (name === undefined) {
      if (isReliable(inside(place, key)))
        report(
          issueAt(
            inside(place, key),
            `unknown section "${key}"`,
            didYouMean(key, SECTION_NAMES, expected),
            'key',
          ),
        );
    } else if (!Array.isArray(value)) {
      report(issueAt(inside(place, key), `"${key}" must be a list`, 'begin each of its entries with "- "'));
    } else {
      sections.get(name)?.push(inside(place, name));
      continue;
    }
    good = false;
  }
  return good;
}

function readEntries<S extends z.ZodType>(section: Place, schema: S, report: Report): Written<z.output<S>>[] {
  const [name] = section.path;
  const entries: unknown = isGroup(section.file.value) ? section.file.value[String(name)] : undefined;
  if (!Array.isArray(entries)) return [];
  return entries.map((raw: unknown, i) => {
    const place = inside(section, i);
    // An entry is complete if the next one begins before the first syntax error.
    const whole =
      section.file.brokenFrom === undefined || (i + 1 < entries.length && isReliable(inside(section, i + 1)));
    return { place, raw, item: whole ? checkShape(schema, raw, place, report) : undefined };
  });
}

/** Whether the place is before the first syntax error. */
function isReliable({ file, path }: Place): boolean {
  return file.brokenFrom === undefined || file.locate(path).line <= file.brokenFrom;
}
