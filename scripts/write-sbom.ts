import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

// Writes the software bill of materials (CycloneDX, JSON) of what production installs. npm reads it from the lock file, so
// nothing need be installed, and what other platforms install is listed too.
const root = join(import.meta.dirname, '..');
const file = join(root, 'dist/sbom.cdx.json');
const options = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--omit', 'dev'];
const componentSchema = z.looseObject({ 'bom-ref': z.string(), name: z.string() });
const sbomSchema = z.looseObject({
  metadata: z.looseObject({ component: componentSchema }),
  components: z.array(componentSchema),
});
const text = execFileSync('npm', ['sbom', ...options, '--package-lock-only'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  shell: process.platform === 'win32',
});
const sbom = sbomSchema.parse(JSON.parse(text));
// npm calls the project and what is linked into it by their folders.
for (const component of [sbom.metadata.component, ...sbom.components]) {
  component.name = component['bom-ref'].replace(/(?<=.)@[^@]*$/u, '');
}
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(sbom, undefined, 2)}\n`);
process.stdout.write(`${file}\n`);
