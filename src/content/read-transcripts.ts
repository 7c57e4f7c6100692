import { basename, join } from 'node:path';
import type { Case } from './cases/case.ts';
import { collectIssues } from './issues/collect-issues.ts';
import type { ContentIssue, Report } from './issues/content-issue.ts';
import { toCase } from './linking/link-cases.ts';
import { declareIds } from './linking/declare-ids.ts';
import { checkShape } from './reading/check-shape.ts';
import { isGroup } from './reading/value-at.ts';
import { listYamlFiles } from './reading/list-files.ts';
import { inside, issueAt, type Place } from './reading/place.ts';
import { isText, readText } from './reading/read-text.ts';
import { parseYamlFile } from './reading/yaml-file.ts';
import { caseSchema } from './schemas/cases-schema.ts';

/** Replayable conversations, or what is wrong with them. */
export interface Transcripts {
  readonly cases: readonly Case[];
  readonly issues: readonly ContentIssue[];
}

/** Reads every YAML file below `directory`: each is one conversation, or a list of them under `cases:`. */
export function readTranscripts(directory: string): Transcripts {
  const folder = basename(directory);
  const { value, issues } = collectIssues(folder, (report) => readCases(directory, folder, report));
  return { cases: value ?? [], issues };
}

function readCases(directory: string, folder: string, report: Report): readonly Case[] {
  const places = listYamlFiles(directory, folder, report).flatMap((path) => {
    const name = `${folder}/${path}`;
    const text = readText(join(directory, path), directory, name);
    if (!isText(text)) {
      report(text);
      return [];
    }
    const file = parseYamlFile(name, text.text);
    file.issues.forEach(report);
    return file.value === undefined ? [] : casePlaces({ file, path: [] }, report);
  });
  declareIds('conversation', places, true, report);
  return places.flatMap(({ place, raw }) => {
    const written = checkShape(caseSchema, raw, place, report);
    return written === undefined ? [] : [toCase(written, place, undefined)];
  });
}

function casePlaces(file: Place, report: Report): readonly { place: Place; raw: unknown }[] {
  const { value } = file.file;
  if (!isGroup(value) || !('cases' in value)) return [{ place: file, raw: value }];
  if (!Array.isArray(value['cases'])) {
    report(issueAt(inside(file, 'cases'), '"cases" must be a list', 'begin each conversation with "- "'));
    return [];
  }
  return value['cases'].map((raw: unknown, i) => ({ place: inside(file, 'cases', i), raw }));
}
