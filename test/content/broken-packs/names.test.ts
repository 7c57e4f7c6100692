import { accepts, refuses } from '../refuses.ts';
import { change, SMALL_PACK } from '../small-pack.ts';

const rules = (from: string, to: string) => change('rules.yaml', from, to);
const products = (from: string, to: string) => change('products.yaml', from, to);
const questions = (from: string, to: string) => change('questions.yaml', from, to);

const CASES = `cases:
  - id: first
    ask: Can I upgrade?
    expect: { path: [ledgr-1.0], facts: { instaled: ledger-1.0 }, cites: [99], asks: report }
  - id: second
    turns: [{ user: Why?, expect: { issues: { desiner: applies } } }]
`;

describe('A pack with a wrong name', () => {
  accepts('the small pack that all of these change', SMALL_PACK);
  refuses(
    'an unknown product',
    rules('from: ledger-1.0', 'from: ledger-1.1'),
    'ledger/rules.yaml:4:11: unknown product "ledger-1.1"; did you mean "ledger-1.0"?',
  );
  refuses(
    'an unknown product in a list',
    rules('from: ledger-1.0', 'from: [ledger-1.0, legder-2.0]'),
    'ledger/rules.yaml:4:24: unknown product "legder-2.0"; did you mean "ledger-2.0"?',
  );
  refuses(
    'an unknown product on a route',
    rules('via: [ledger-2.0]', 'via: [{ product: ledger-22.0 }]'),
    'ledger/rules.yaml:7:22: unknown product "ledger-22.0"; did you mean "ledger-2.0"?',
  );
  refuses(
    'an unknown fact',
    rules('fact: reports', 'fact: report'),
    'ledger/rules.yaml:19:29: unknown fact "report"; did you mean "reports"?',
  );
  refuses(
    'a value that no choice has',
    rules('value: many', 'value: man'),
    'ledger/rules.yaml:19:45: the fact "reports" has no value "man"; did you mean "many"?',
  );
  refuses(
    'an unknown component',
    rules('components: [designer]', 'components: [desinger]'),
    'ledger/rules.yaml:17:18: unknown component "desinger"; did you mean "designer"?',
  );
  refuses(
    'an unknown family',
    rules('families: [ledger]', 'families: [ledgers]'),
    'ledger/rules.yaml:34:16: unknown family "ledgers"; did you mean "ledger"?',
  );
  refuses(
    'a family where a product is wanted',
    rules('from: ledger-1.0', 'from: ledger'),
    'ledger/rules.yaml:4:11: "ledger" is a family, and a product is wanted here; write { family: ledger } for all of its products',
  );
  refuses(
    'an unknown rule in the reason of a question',
    questions('cites: [via-2.0]', 'cites: [via-20]'),
    'ledger/questions.yaml:2:93: unknown rule "via-20"; did you mean "via-2.0"?',
  );
  refuses(
    'an unknown rule that is like none',
    questions('cites: [via-2.0]', 'cites: [something-else]'),
    'ledger/questions.yaml:2:93: unknown rule "something-else"; declare it, or name a rule that is declared',
  );
  refuses(
    'a rule id that is used twice',
    rules('id: direct', 'id: via-2.0'),
    'ledger/rules.yaml:9:9: the rule id "via-2.0" is used at ledger/rules.yaml:2:9 already; give it another id',
  );
  refuses(
    'a product id that a family has',
    products('id: ledger-3.0', 'id: ledger'),
    'ledger/products.yaml:8:15: the product id "ledger" is used at ledger/products.yaml:2:9 already; give it another id',
    'ledger/rules.yaml:5:9: unknown product "ledger-3.0"; did you mean "ledger-1.0"?',
    'ledger/rules.yaml:12:9: unknown product "ledger-3.0"; did you mean "ledger-1.0"?',
    'ledger/rules.yaml:18:33: unknown product "ledger-3.0"; did you mean "ledger-1.0"?',
    'ledger/rules.yaml:26:15: unknown product "ledger-3.0"; did you mean "ledger-1.0"?',
  );
  refuses(
    'an alias of two things',
    products('[Designer]', '[Designer, "new  LEDGER"]'),
    'ledger/products.yaml:10:64: "new  LEDGER" is a name of the product "ledger-3.0" already (ledger/products.yaml:8:53); keep it in one place only',
  );
  refuses(
    'an alias that is the name of another product',
    products('[New Ledger]', '[Ledger 2.0]'),
    'ledger/products.yaml:8:53: "Ledger 2.0" is a name of the product "ledger-2.0" already (ledger/products.yaml:7:9); keep it in one place only',
  );
  refuses(
    'a fact with another role than its id',
    questions('role: target', 'role: other'),
    'ledger/questions.yaml:3:5: the fact "target" has no choices; add "choices:" with at least one answer',
    'ledger/questions.yaml:3:25: the fact "target" cannot have the role "other"; the facts "installed" and "target" have these roles, and no others do',
  );
  refuses(
    'a second fact with the role of the target',
    questions('role: other', 'role: target'),
    'ledger/questions.yaml:5:11: the fact "reports" cannot have the role "target"; the facts "installed" and "target" have these roles, and no others do',
  );
  refuses(
    'a pack without the question for the target',
    questions('  - { id: target, role: target, prompt: What is wanted?, why: It matters. }\n', ''),
    'ledger/pack.yaml:1:1: the pack has no fact "target"; add one under "facts:", with the prompt and the reason for asking',
  );
  refuses(
    'a value that two choices have',
    questions('label: "No"', 'label: "No", values: [none, many]'),
    'ledger/questions.yaml:10:42: the value "many" belongs to the choice "many" already; give it to one choice only',
  );
  refuses(
    'a question about a version without a family',
    questions('cites: [via-2.0]', 'versions: [{ family: leger, prompt: Which?, why: It matters. }]'),
    'ledger/questions.yaml:2:106: unknown family "leger"; did you mean "ledger"?',
  );
  refuses(
    'names that a case has and the pack has not',
    { ...SMALL_PACK, 'cases.yaml': CASES },
    'ledger/cases.yaml:4:22: unknown product "ledgr-1.0"; did you mean "ledger-1.0"?',
    'ledger/cases.yaml:4:53: unknown fact "instaled"; did you mean "installed"?',
    'ledger/cases.yaml:4:75: no source has a line 99; the last line is 8',
    'ledger/cases.yaml:4:86: unknown fact "report"; did you mean "reports"?',
    'ledger/cases.yaml:6:56: unknown rule "desiner"; did you mean "designer"?',
  );
});

describe('A pack with a wrong version', () => {
  refuses(
    'a version without quotation marks',
    products('version: "1.0"', 'version: 4.10'),
    'ledger/products.yaml:6:36: "version" must be text, and this is the number 4.10; quote it: "4.10"',
  );
  refuses(
    'an alias that is a number',
    products('[New Ledger]', '[2003]'),
    'ledger/products.yaml:8:53: an item of "aliases" must be text, and this is the number 2003; quote it: "2003"',
  );
  refuses(
    'a version that is none',
    products('version: "1.0"', 'version: "1,0"'),
    'ledger/products.yaml:6:36: "1,0" is not a version; write numbers separated by full stops, such as "4.5"; put a word such as XP into "edition" or "name"',
  );
  refuses(
    'a range that is none',
    products('matches: 2.0.x', 'matches: around 2'),
    'ledger/products.yaml:7:52: "around 2" is not a range of versions; write for example "5.7.x", ">=5.7 <6" or "4.5"',
  );
  refuses(
    'a range that holds no product',
    rules('from: ledger-1.0', 'from: { family: ledger, versions: ">9" }'),
    'ledger/rules.yaml:4:39: no product of the family "ledger" is in the range ">9"; name a range that holds one of its versions, or declare the product',
  );
  accepts('a range that holds one', rules('from: ledger-1.0', 'from: { family: ledger, versions: "<2" }'));
  accepts(
    'a family as a value of the fact "installed"',
    rules('fact: reports, value: many', 'fact: installed, value: ledger'),
  );
});
