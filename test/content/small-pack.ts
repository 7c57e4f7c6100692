import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatIssue, loadLibrary } from '../../src/content/index.ts';

/** The files of a pack, by path. Tests change one thing in it. */
export type PackFiles = Readonly<Record<string, string | Buffer>>;

export const README = `UPGRADING LEDGER

Ledger 1.0 can be upgraded to Ledger 3.0 by way of Ledger 2.0.
An upgrade from Ledger 2.0 to Ledger 3.0 is supported.
The Report Designer is not supported in Ledger 3.0.
Before you upgrade, make a backup.
For more information, visit http://ledger.example/upgrade.
Before you upgrade, make a backup.
`;

export const SMALL_PACK: PackFiles = {
  'readme.txt': README,
  'pack.yaml': `id: ledger
title: Upgrading Ledger
language: en
owner: { name: The owner, address: owner@ledger.example }
sources:
  - file: readme.txt
    title: The readme
    edition: first
    sha256: ${sha256(README)}
    not-normative:
      - { lines: 1, reason: a heading }
      - { lines: 8, reason: said before }
`,
  'products.yaml': `families:
  - id: ledger
    name: Ledger
    aliases: [Acme Ledger]
    products:
      - { id: ledger-1.0, version: "1.0" }
      - { id: ledger-2.0, version: "2.0", matches: 2.0.x }
      - { id: ledger-3.0, version: "3.0", aliases: [New Ledger] }
components:
  - { id: designer, name: Report Designer, aliases: [Designer] }
`,
  'questions.yaml': `facts:
  - { id: installed, role: installed, prompt: What is installed?, why: It matters., cites: [via-2.0] }
  - { id: target, role: target, prompt: What is wanted?, why: It matters. }
  - id: reports
    role: other
    prompt: Are there reports?
    why: It matters.
    choices:
      - { id: many, label: "Yes", means: there are reports }
      - { id: none, label: "No", means: there are no reports }
`,
  'rules.yaml': `rules:
  - id: via-2.0
    kind: upgrade
    from: ledger-1.0
    to: ledger-3.0
    status: supported-via
    via: [ledger-2.0]
    quotes: [Ledger 1.0 can be upgraded to Ledger 3.0 by way of Ledger 2.0.]
  - id: direct
    kind: upgrade
    from: ledger-2.0
    to: ledger-3.0
    status: supported
    quotes: [An upgrade from Ledger 2.0 to Ledger 3.0 is supported.]
  - id: designer
    kind: component
    components: [designer]
    on: { from: ledger-2.0, to: ledger-3.0 }
    when: { equals: { fact: reports, value: many } }
    status: not-supported
    label: Report Designer
    says: The Report Designer is not supported in Ledger 3.0.
    quotes: [The Report Designer is not supported in Ledger 3.0.]
  - id: backup
    kind: requirement
    on: { to: ledger-3.0 }
    phase: before
    says: Make a backup.
    quotes:
      - { quote: "Before you upgrade, make a backup.", line: 6 }
  - id: more
    kind: reference
    topic: More on upgrading
    families: [ledger]
    url: http://ledger.example/upgrade
    quotes: ["For more information, visit http://ledger.example/upgrade."]
`,
};

/** The pack with one text replaced by another in one file; the text must be there. */
export function change(file: string, from: string, to: string, pack: PackFiles = SMALL_PACK): PackFiles {
  const text = pack[file]?.toString() ?? '';
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  return { ...pack, [file]: text.replace(from, () => to) };
}

/** The pack without one file. */
export function without(file: string): PackFiles {
  return Object.fromEntries(Object.entries(SMALL_PACK).filter(([name]) => name !== file));
}

/** The pack with more rules at the end of its `rules.yaml`. */
export function addRules(rules: string, pack: PackFiles = SMALL_PACK): PackFiles {
  return { ...pack, 'rules.yaml': `${pack['rules.yaml']?.toString() ?? ''}${rules}` };
}

/** Writes packs by folder name and calls `use` with the folder above them, which is gone afterwards. */
export function withPacks<T>(packs: Readonly<Record<string, PackFiles>>, use: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'waymark-content-'));
  try {
    for (const [folder, files] of Object.entries(packs)) writePack(join(directory, folder), files);
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** What `withPacks` does, for what takes its time. */
export async function usePacks<T>(
  packs: Readonly<Record<string, PackFiles>>,
  use: (directory: string) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'waymark-content-'));
  try {
    for (const [folder, files] of Object.entries(packs)) writePack(join(directory, folder), files);
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

export function writePack(directory: string, files: PackFiles): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }
}

/** An upgrade rule that quotes line 4, with more keys. */
export function upgrade(id: string, from: string, to: string, ...keys: readonly string[]): string {
  const lines = [
    `- id: ${id}`,
    '  kind: upgrade',
    `  from: ${from}`,
    `  to: ${to}`,
    ...keys.map((key) => `  ${key}`),
  ];
  return `${[...lines, '  quotes: [An upgrade from Ledger 2.0 to Ledger 3.0 is supported.]'].map((line) => `  ${line}`).join('\n')}\n`;
}

/** What loading says about the pack in the folder `ledger`, one line an issue. */
export function issuesOf(files: PackFiles): readonly string[] {
  return withPacks({ ledger: files }, (directory) => loadLibrary(directory).issues.map(formatIssue));
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
