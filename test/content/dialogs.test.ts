import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIssue, loadDialogs, type DialogsResult } from '../../src/content/index.ts';
import { WORD_KEYS } from '../../src/contract/index.ts';
import { withPacks, type PackFiles } from './small-pack.ts';

const OURS = join(import.meta.dirname, '../../dialogs');

/** Words in which every sentence is its own holes, so that these tests do not depend on any real sentence. */
const WORDS = Object.entries(WORD_KEYS)
  .map(([key, holes]) => `${key}: '${key} ${holes.map((hole) => `{${hole}}`).join(' ')}'\n`)
  .join('');

const DIALOGS: PackFiles = {
  'README.md': 'Not a dialog.',
  'upgrade.yaml':
    'id: upgrade\nstarts: { phrases: [upgrade], acts: [names-product] }\nasks: [installed, target]\nends: advice\n',
  'words/en.yaml': WORDS,
  'grammar/en.yaml': readFileSync(join(OURS, 'grammar/en.yaml'), 'utf8'),
};

describe('Dialogs', () => {
  it('load from the folder that comes with Waymark', () => {
    expect(loadDialogs(OURS).issues.map(formatIssue)).to.deep.equal([]);
  });

  it('have flows, and words and grammar by language', () => {
    const { dialogs, issues } = load(DIALOGS);
    expect(issues.map(formatIssue)).to.deep.equal([]);
    expect(dialogs?.flows.map((flow) => flow.id)).to.deep.equal(['upgrade']);
    expect([...(dialogs?.words.keys() ?? [])]).to.deep.equal(['en']);
    expect(dialogs?.grammars.get('en')?.moves.back).to.not.be.empty;
  });

  it('say a sentence with its holes filled, by joining or by ICU formatting', () => {
    const plural = change('verdict.supported: ', '{from, plural, one {# server} other {# servers}} to {to}');
    const words = load({ ...DIALOGS, 'words/en.yaml': plural }).dialogs?.words.get('en');
    expect(words?.say('verdict.not-supported', { from: 'A', to: 2 })).to.equal('verdict.not-supported A 2');
    expect(words?.say('verdict.supported', { from: 3, to: 'B' })).to.equal('3 servers to B');
  });

  refusesWords('a missing sentence', WORDS.replace(/^verdict\.supported: .*\n/m, ''), [
    'dialogs/words/en.yaml:1:1: the key "verdict.supported" is missing; add "verdict.supported: …"',
  ]);
  refusesWords('a misspelt key', WORDS.replace('verdict.supported:', 'verdict.suported:'), [
    'dialogs/words/en.yaml:1:1: unknown key "verdict.suported"; did you mean "verdict.supported"?',
  ]);
  refusesWords('a missing hole', change('verdict.supported: ', 'To {to}'), [
    'dialogs/words/en.yaml:1:20: the hole {from} is missing; its holes are {from}, {to}',
  ]);
  refusesWords('a misspelt hole', change('verdict.supported: ', '{fron} to {to}'), [
    'dialogs/words/en.yaml:1:20: unknown hole {fron}; did you mean {from}?',
  ]);
  refusesWords('a hole too many', change('verdict.supported: ', '{from} {to} {something}'), [
    'dialogs/words/en.yaml:1:20: unknown hole {something}; its holes are {from}, {to}',
  ]);
  refusesWords('a hole where there are none', change('note.implied: ', 'No {words}'), [
    `dialogs/words/en.yaml:${lineOf('note.implied')}:15: unknown hole {words}; this sentence has no holes`,
  ]);
  refusesWords('an open brace, at its place', change('verdict.supported: ', '{from} to {to'), [
    "dialogs/words/en.yaml:1:31: the sentence is not a valid ICU message (expect argument closing brace); check its braces; write '{' for a brace itself",
  ]);
  refusesWords(
    'a plural without "other", by its character where it is folded',
    change('verdict.supported: ', '{to} {from, plural, one {x}}', '>-\n  '),
    [
      "dialogs/words/en.yaml:1:20: the sentence is not a valid ICU message (missing other clause) at character 28; check its braces; write '{' for a brace itself",
    ],
  );
  refusesWords('a sentence that is a number', change('note.implied: ', '7', ''), [
    `dialogs/words/en.yaml:${lineOf('note.implied')}:15: "note.implied" must be text, and this is the number 7; quote it: "7"`,
  ]);

  refuses('a flow with an unknown role', { ...DIALOGS, 'upgrade.yaml': flow('asks: [instaled]') }, [
    'dialogs/upgrade.yaml:3:8: an item of "asks" cannot be "instaled"; did you mean "installed"?',
  ]);
  refuses('a flow that is named otherwise than its file', { ...DIALOGS, 'other.yaml': flow('asks: []') }, [
    'dialogs/other.yaml:1:5: the flow "upgrade" is in other.yaml; write "id: other", or rename the file',
  ]);
  refuses('a move that there is not', { ...DIALOGS, 'grammar/en.yaml': grammar('  thanks:', '  thank:') }, [
    `dialogs/grammar/en.yaml:${grammarLine('  thanks:')}:3: unknown key "thank"; did you mean "thanks"?`,
  ]);
  refuses('a language with words and no grammar', { ...DIALOGS, 'words/de.yaml': WORDS }, [
    'dialogs/grammar/de.yaml:1:1: the language "de" has no grammar; add it, see dialogs/README.md',
  ]);
  refuses('a file whose name is not a language', { ...DIALOGS, 'words/english words.yaml': WORDS }, [
    'dialogs/grammar/english words.yaml:1:1: the language "english words" has no grammar; add it, see dialogs/README.md',
    'dialogs/words/english words.yaml:1:1: "english words" is not a language; name the file by the language, such as en.yaml',
  ]);
  refuses('a file in no known place', { ...DIALOGS, 'extra/x.yaml': 'id: x\n' }, [
    'dialogs/extra/x.yaml:1:1: no file is expected here; put it into dialogs/, dialogs/words/ or dialogs/grammar/',
  ]);

  it('say that there is no folder', () => {
    expect(loadDialogs('/nowhere/dialogs').issues[0]?.what).to.equal('this folder cannot be read');
  });
});

function refuses(title: string, files: PackFiles, lines: readonly string[]): void {
  it(`refuse ${title}`, () => {
    const { dialogs, issues } = load(files);
    expect(issues.map(formatIssue)).to.deep.equal(lines);
    expect(dialogs).to.equal(undefined);
  });
}

function refusesWords(title: string, words: string, lines: readonly string[]): void {
  refuses(title, { ...DIALOGS, 'words/en.yaml': words }, lines);
}

function load(files: PackFiles): DialogsResult {
  return withPacks({ dialogs: files }, (directory) => loadDialogs(join(directory, 'dialogs')));
}

/** The words with another sentence for one key, in quotation marks or in the style that is given. */
function change(key: string, sentence: string, style = "'"): string {
  return WORDS.split('\n')
    .map((line) => (line.startsWith(key) ? `${key}${style}${sentence}${style === "'" ? style : ''}` : line))
    .join('\n');
}

function lineOf(key: string): number {
  return Object.keys(WORD_KEYS).indexOf(key) + 1;
}

function flow(asks: string): string {
  return (DIALOGS['upgrade.yaml'] ?? '').toString().replace('asks: [installed, target]', asks);
}

function grammar(from: string, to: string): string {
  return (DIALOGS['grammar/en.yaml'] ?? '').toString().replace(from, to);
}

function grammarLine(start: string): number {
  const lines = (DIALOGS['grammar/en.yaml'] ?? '').toString().split('\n');
  return lines.findIndex((line) => line.startsWith(start)) + 1;
}
