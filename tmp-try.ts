import {loadLibrary, formatIssue} from './src/content/index.ts';
const l = loadLibrary('knowledge'); for (const i of l.issues) console.log(formatIssue(i)); console.log(l.packs.map(p => [p.knowledge.id, p.knowledge.rules.size, [...p.knowledge.rules.values()].map(r=>[r.id, r.citations[0].lines.join('-')].join(' '))]));
import {loadDialogs} from './src/content/index.ts';
const d = loadDialogs('dialogs'); for (const i of d.issues) console.log(formatIssue(i)); console.log(d.dialogs?.flows.length);
