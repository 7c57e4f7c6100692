import { accepts, refuses } from '../refuses.ts';
import { change, SMALL_PACK, without } from '../small-pack.ts';

const rules = (from: string, to: string) => change('rules.yaml', from, to);
const CONDITION = 'when: { equals: { fact: reports, value: many } }';

const TURN = 'cases: [{ id: first, turns: [{ user: Hello, press: "Yes" }] }]\n';

describe('A pack with an entry of the wrong shape', () => {
  refuses(
    'an unknown key',
    rules('topic: More', 'tpoic: More'),
    'ledger/rules.yaml:33:5: unknown key "tpoic"; did you mean "topic"?',
  );
  refuses(
    'an unknown key further inside',
    rules('on: { to: ledger-3.0 }', 'on: { to: ledger-3.0, form: ledger-2.0 }'),
    'ledger/rules.yaml:26:27: unknown key "form"; did you mean "from"?',
  );
  refuses(
    'an unknown section',
    rules('rules:', 'ruels:'),
    'ledger/rules.yaml:1:1: unknown section "ruels"; did you mean "rules"?',
  );
  refuses(
    'a list instead of a text',
    rules('says: Make a backup.', 'says: [Make a backup.]'),
    'ledger/rules.yaml:28:11: "says" must be text, and this is a list; write text',
  );
  refuses(
    'a text instead of a list',
    change('products.yaml', '[Designer]', 'Designer'),
    'ledger/products.yaml:10:53: "aliases" must be a list, and this is the text "Designer"; write it on a line of its own, with "- " before it',
  );
  refuses(
    'a truth value instead of a text',
    change('questions.yaml', 'label: "Yes"', 'label: true'),
    'ledger/questions.yaml:9:28: "label" must be text, and this is the value true; quote it: "true"',
  );
  refuses(
    'a missing key',
    rules('    phase: before\n', ''),
    'ledger/rules.yaml:24:5: the key "phase" is missing; add "phase: …"',
  );
  refuses(
    'a key without a value',
    rules('says: Make a backup.', 'says:'),
    'ledger/rules.yaml:28:5: "says" must be text, and this is empty; write text',
  );
  refuses(
    'a word that is not allowed',
    rules('phase: before', 'phase: befor'),
    'ledger/rules.yaml:27:12: "phase" cannot be "befor"; did you mean "before"?',
  );
  refuses(
    'a status of another kind of rule',
    rules('status: not-supported', 'status: supported-via'),
    'ledger/rules.yaml:20:13: "status" cannot be "supported-via"; did you mean "supported"?',
  );
  refuses(
    'an unknown kind of rule',
    rules('kind: requirement', 'kind: requirment'),
    'ledger/rules.yaml:25:11: "kind" cannot be "requirment"; did you mean "requirement"?',
  );
  refuses(
    'a rule without a kind',
    rules('    kind: requirement\n', ''),
    'ledger/rules.yaml:24:5: the key "kind" is missing; add "kind: …"',
  );
  refuses(
    'a withdrawal without a reason',
    rules('    phase: before', "    withdrawn: ''\n    phase: before"),
    'ledger/rules.yaml:27:16: "withdrawn" is empty; write something, or take the key out',
  );
  accepts(
    'a withdrawal with a reason',
    rules('    phase: before', '    withdrawn: The vendor called\n    phase: before'),
  );
  refuses(
    'a reference with two addresses',
    rules('    url:', '    contact: us\n    url:'),
    'ledger/rules.yaml:35:5: a reference has either "url" or "contact"; keep one of them, or make two references of it',
  );
  refuses(
    'a reference without an address',
    rules('    url: http://ledger.example/upgrade\n', ''),
    'ledger/rules.yaml:31:5: a reference needs an address; add "url: …" or "contact: …"',
  );
  refuses(
    'a condition of two tests',
    rules(CONDITION, 'when: { equals: { fact: reports, value: many }, not: always }'),
    'ledger/rules.yaml:19:11: "when" must have exactly one of the keys equals, within, all, any, not; join several conditions by "all" or "any"',
  );
  refuses(
    'a condition with a misspelt test',
    rules(CONDITION, 'when: { equal: { fact: reports, value: many } }'),
    'ledger/rules.yaml:19:13: unknown key "equal"; did you mean "equals"?',
  );
  refuses(
    'a condition that is a word',
    rules(CONDITION, 'when: alway'),
    'ledger/rules.yaml:19:11: "when" cannot be "alway"; did you mean "always"?',
  );
  refuses(
    'an id with a blank',
    rules('id: backup', 'id: back up'),
    'ledger/rules.yaml:24:9: "id" is not a valid id; use letters, digits, ".", "-" and "_" only',
  );
  refuses(
    'a turn of two speakers',
    { ...SMALL_PACK, 'cases.yaml': TURN },
    'ledger/cases.yaml:1:30: a turn must have exactly one of the keys user, press; make two turns of it, or add what the user says',
  );
  refuses(
    'a pack id that is not the name of the folder',
    change('pack.yaml', 'id: ledger', 'id: ledgers'),
    'ledger/pack.yaml:1:5: the pack "ledgers" is in the folder "ledger"; write "id: ledger", or rename the folder',
  );
  refuses(
    'a pack without pack.yaml',
    without('pack.yaml'),
    'ledger/pack.yaml:1:1: a pack needs this file; add it, with id, title, language, owner and sources; or move this folder away',
  );
  refuses(
    'several faults, all of them at once',
    change(
      'rules.yaml',
      'via: [ledger-2.0]',
      'via: [ledger-4.0]',
      change('rules.yaml', 'phase: before', 'phase: soon', change('products.yaml', '"3.0"', '3.0')),
    ),
    'ledger/products.yaml:8:36: "version" must be text, and this is the number 3.0; quote it: "3.0"',
    'ledger/rules.yaml:7:11: unknown product "ledger-4.0"; did you mean "ledger-1.0"?',
    'ledger/rules.yaml:27:12: "phase" cannot be "soon"; write before or after',
  );
});
