import {readFileSync, readdirSync} from 'node:fs'; import {parseDocument} from 'yaml';
import {writeGeneratedPack} from './bench/generate-pack.ts';
import {loadLibrary} from './src/content/index.ts';
writeGeneratedPack('/tmp/gp/generated-10000', 10000);
let t = performance.now();
const vals = [];
for (const f of readdirSync('/tmp/gp/generated-10000')) if (f.endsWith('.yaml')) { const d = parseDocument(readFileSync('/tmp/gp/generated-10000/'+f,'utf8'), {prettyErrors: false, stringKeys: true}); vals.push(d.toJS()); }
console.log('yaml alone', performance.now()-t);
t = performance.now(); loadLibrary('/tmp/gp'); console.log('load', performance.now()-t);
