import { issuesOf, type PackFiles } from './test/content/small-pack.ts';
export const out: [string, readonly string[]][] = [];
export function refuses(title: string, pack: PackFiles, ..._: string[]): void { out.push([title, issuesOf(pack)]); }
export function accepts(title: string, pack: PackFiles): void { const i = issuesOf(pack); out.push(['accepts', i]); }
