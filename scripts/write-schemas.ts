import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from '../src/content/schemas/index.ts';

// Editors read these to complete and check content while it is written.
const folder = join(import.meta.dirname, '..', 'schemas');
mkdirSync(folder, { recursive: true });
for (const [file, schema] of jsonSchemas()) writeFileSync(join(folder, file), schema);
