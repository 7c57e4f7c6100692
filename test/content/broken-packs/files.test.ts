import { accepts, refuses } from '../refuses.ts';
import { change, SMALL_PACK } from '../small-pack.ts';

const rules = (from: string, to: string) => change('rules.yaml', from, to);
const more = (text: string | Buffer) => ({ ...SMALL_PACK, 'more.yaml': text });
const BOMB = `a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
rules: [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
`;

describe('A pack with a file that cannot be read', () => {
  refuses(
    'a colon in a text',
    rules('says: Make a backup.', 'says: Make: a backup.'),
    'ledger/rules.yaml:28:11: this is not valid YAML (Nested mappings are not allowed in compact mappings); put the text in quotation marks if it contains a colon',
  );
  refuses(
    'an open quotation mark',
    rules('says: Make a backup.', 'says: "Make a backup.'),
    'ledger/rules.yaml:28:26: this is not valid YAML (Missing closing "quote); close what was opened before it, such as a quotation mark or a bracket',
  );
  refuses(
    'an open bracket',
    rules('via: [ledger-2.0]', 'via: [ledger-2.0'),
    'ledger/rules.yaml:8:5: this is not valid YAML (Flow sequence in block collection must be sufficiently indented and end with a ]); indent it like the lines around it, and close brackets that were opened before it',
  );
  refuses(
    'a tab',
    more('rules:\n\t- id: x\n'),
    'ledger/more.yaml:2:1: the line is indented with a tab; indent it with spaces',
  );
  refuses(
    'a key that stands twice',
    rules('    phase: before\n', '    phase: before\n    phase: after\n'),
    'ledger/rules.yaml:28:5: the key "phase" is here a second time; keep one of the two',
  );
  refuses(
    'two documents in one file',
    rules('  - id: more', '---\nrules:\n  - id: more'),
    'ledger/rules.yaml:31:1: a second document begins here; take out the line "---", or move what follows it to a file of its own',
  );
  refuses(
    'an empty file',
    more(''),
    'ledger/more.yaml:1:1: the file is empty; write its content, or delete the file',
  );
  refuses(
    'a file of comments only',
    more('# later\n'),
    'ledger/more.yaml:1:1: the file is empty; write its content, or delete the file',
  );
  refuses(
    'a file that is a list',
    more('- id: x\n'),
    'ledger/more.yaml:1:1: the file must have sections such as "rules:"; the sections are families, components, facts, rules, cases',
  );
  refuses(
    'aliases that unfold to too much',
    more(BOMB),
    'ledger/more.yaml:2:8: the aliases (*name) expand to more than 100 copies; write the content out instead of using aliases',
  );
  refuses(
    'content that is nested too deeply',
    more(`rules: ${'['.repeat(20_000)}`),
    'ledger/more.yaml:1:1: the content is nested too deeply; take out the nesting',
  );
  refuses(
    'a tag',
    more('rules: !mine []\n'),
    'ledger/more.yaml:1:8: tags such as "!name" have no meaning here; take the tag out, or put the text in quotes',
  );
  refuses(
    'bytes that are not UTF-8',
    more(Buffer.from('rules:\n  # caf\xe9\n', 'latin1')),
    'ledger/more.yaml:2:8: the byte at offset 14 is not UTF-8; open it in an editor and save it as UTF-8',
  );
  refuses(
    'UTF-16',
    more(Buffer.from('\uFEFFrules: []', 'utf16le')),
    'ledger/more.yaml:1:1: the file is encoded as UTF-16; open it in an editor and save it as UTF-8',
  );
  refuses(
    'a NUL character',
    more('rules: []\n# \0\n'),
    'ledger/more.yaml:2:3: the file contains a NUL character, so it is not a text; open it in an editor and save it as UTF-8',
  );
  refuses(
    'more than 8 MB',
    more(`# ${' '.repeat(8 * 1024 * 1024)}`),
    'ledger/more.yaml:1:1: the file has 8388610 bytes, and at most 8388608 are read; split it into several files',
  );
  accepts('a byte order mark', {
    ...SMALL_PACK,
    'rules.yaml': `\uFEFF${SMALL_PACK['rules.yaml']?.toString() ?? ''}`,
  });
  accepts('the line ends of Windows', {
    ...SMALL_PACK,
    'rules.yaml': (SMALL_PACK['rules.yaml']?.toString() ?? '').replaceAll('\n', '\r\n'),
  });
  accepts('a file in a sub-folder', moved());
});

function moved() {
  const { 'rules.yaml': text = '', ...rest } = SMALL_PACK;
  return { ...rest, 'deep/er/rules.yml': text };
}
