import { accepts, refuses } from '../refuses.ts';
import { addRules, change, README, sha256, SMALL_PACK, upgrade, without } from '../small-pack.ts';

const rules = (from: string, to: string) => change('rules.yaml', from, to);
const pack = (from: string, to: string) => change('pack.yaml', from, to);
const SECOND_SOURCE = `sources:
  - { file: notes.txt, title: The notes, edition: first, sha256: ${sha256(README)} }
`;

describe('A pack with a wrong quote', () => {
  refuses(
    'a quote that is not in the source',
    rules('Ledger 2.0 to Ledger 3.0 is supported.', 'Ledger 2.0 to Ledger 3.0 is welcome.'),
    'ledger/rules.yaml:14:14: quote not found in readme.txt; the nearest line is 4 ("An upgrade from Ledger 2.0 to Ledger 3.0 is supported.")',
  );
  refuses(
    'a quote that is like no line',
    rules('quotes: [An upgrade from Ledger 2.0 to Ledger 3.0 is supported.]', 'quotes: [Nothing]'),
    'ledger/rules.yaml:14:14: quote not found in readme.txt; copy it from there, word for word',
  );
  refuses(
    'a quote that stands twice',
    rules(
      '- { quote: "Before you upgrade, make a backup.", line: 6 }',
      '- Before you upgrade, make a backup.',
    ),
    'ledger/rules.yaml:30:9: the quote is in the text 2 times, on lines 6 and 8 of readme.txt; say which by { quote: …, line: 6 }',
  );
  refuses(
    'a quote with the wrong line',
    rules('line: 6', 'line: 7'),
    'ledger/rules.yaml:30:62: the quote does not begin on line 7 but on lines 6 and 8 of readme.txt; write "line: 6" or "line: 8"',
  );
  refuses(
    'a quote in an unknown source',
    rules('line: 6', 'source: redme.txt'),
    'ledger/rules.yaml:30:64: unknown source "redme.txt"; did you mean "readme.txt"?',
  );
  refuses(
    'a quote that stands in two sources',
    { ...pack('sources:\n', SECOND_SOURCE), 'notes.txt': README },
    'ledger/rules.yaml:8:14: the quote is in the text 2 times, on line 3 of notes.txt and line 3 of readme.txt; say which by "source:" and "line:"',
    'ledger/rules.yaml:14:14: the quote is in the text 2 times, on line 4 of notes.txt and line 4 of readme.txt; say which by "source:" and "line:"',
    'ledger/rules.yaml:23:14: the quote is in the text 2 times, on line 5 of notes.txt and line 5 of readme.txt; say which by "source:" and "line:"',
    'ledger/rules.yaml:30:9: the quote is in the text 2 times, on line 6 of notes.txt and line 6 of readme.txt; say which by "source:" and "line:"',
    'ledger/rules.yaml:36:14: the quote is in the text 2 times, on line 7 of notes.txt and line 7 of readme.txt; say which by "source:" and "line:"',
  );
  accepts(
    'a quote with other white space',
    rules('2.0 to Ledger 3.0 is supported.]', '2.0\n        to Ledger 3.0 is supported.]'),
  );
  accepts(
    'a quote that runs over two lines',
    addRules(
      upgrade('over', 'ledger-1.0', 'ledger-2.0', 'status: supported').replace(
        'An upgrade',
        'by way of Ledger 2.0. An upgrade',
      ),
    ),
  );
});

describe('A pack with a wrong source', () => {
  refuses(
    'a source that was changed',
    change('readme.txt', 'is supported.', 'is welcome.'),
    'ledger/pack.yaml:9:13: readme.txt is not the text that was recorded but a new edition; quotes that are still in it: 4 (via-2.0, designer, backup, more); quotes that are not: 1 (direct); correct these rules, check what is new, then enter its edition and "sha256: de2dc9ef58e303d3833325a0e67aee19cfc30f5f5972d75e8ffdd61873c12392"',
    'ledger/rules.yaml:14:14: quote not found in readme.txt; the nearest line is 4 ("An upgrade from Ledger 2.0 to Ledger 3.0 is welcome.")',
  );
  refuses(
    'a source without its sha256, and gives it',
    pack(`    sha256: ${sha256(README)}\n`, ''),
    'ledger/pack.yaml:6:5: the key "sha256" is missing; add "sha256: fe6f6f637e7b4455c1a752b2148d43812acea1404c2e0953beba7cff6f4db20d"',
  );
  refuses(
    'a missing source',
    without('readme.txt'),
    'ledger/pack.yaml:6:11: the source "readme.txt" is missing; put it into the folder of the pack, or correct its name',
  );
  refuses(
    'a source outside of the pack',
    pack('file: readme.txt', 'file: ../readme.txt'),
    'ledger/pack.yaml:6:11: the source "../readme.txt" is not in the folder of the pack; put a copy of it there',
  );
  refuses(
    'a source in another encoding',
    { ...SMALL_PACK, 'readme.txt': Buffer.from('caf\xe9', 'latin1') },
    'ledger/readme.txt:1:4: the byte at offset 3 is not UTF-8; open it in an editor and save it as UTF-8',
  );
  refuses(
    'a line that is not there as not normative',
    pack('lines: 8', 'lines: 9'),
    'ledger/pack.yaml:12:18: readme.txt has no line 9; its lines are 1 to 8',
  );
  refuses(
    'a blank line as not normative',
    pack('lines: 8', 'lines: 2'),
    'ledger/pack.yaml:12:18: line 2 of readme.txt is blank; take it out of the list',
  );
  refuses(
    'a line that is cited as not normative',
    pack('lines: 8', 'lines: 5-6'),
    'ledger/pack.yaml:12:18: line 5 of readme.txt is listed as not normative, but is cited by "designer"; take it out of the list',
    'ledger/pack.yaml:12:18: line 6 of readme.txt is listed as not normative, but is cited by "backup"; take it out of the list',
  );
  refuses(
    'a line twice as not normative',
    pack('lines: 8', 'lines: 1'),
    'ledger/pack.yaml:12:18: line 1 of readme.txt is listed already; list it once',
  );
  refuses(
    'lines that are not lines',
    pack('lines: 8', 'lines: eight'),
    'ledger/pack.yaml:12:18: "lines" is not a line; write a line such as 3, or lines such as 3-5',
  );
  accepts('a source with the line ends of Windows', withWindowsLines());
});

function withWindowsLines() {
  const text = README.replaceAll('\n', '\r\n');
  return { ...pack(sha256(README), sha256(text)), 'readme.txt': text };
}
