import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findLicenceProblems, licenceListSchema, lockSchema, productionPackages } from './licences.ts';

// Prints each production package with its licence, those that are bundled into the chat page, and what is wrong on
// standard error.
const root = join(import.meta.dirname, '..');
const lock = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
const list = licenceListSchema.parse(parse(readFileSync(join(root, 'deploy/licences.yaml'), 'utf8')));
for (const { id, licence } of productionPackages(lock)) {
  process.stdout.write(`${id}\t${licence ?? list.exceptions[id] ?? 'unknown'}\n`);
}
const bundled = join(root, 'dist/web/web-chat/LICENCES.txt');
if (existsSync(bundled)) {
  const [packages = ''] = readFileSync(bundled, 'utf8').split('\n\n');
  process.stdout.write(`\nIn the chat page (texts: ${bundled}):\n${packages}\n`);
}
const problems = findLicenceProblems(lock, list);
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
