import type { Chooser } from './random.ts';
import type { BenchQuestion, Draft } from './questions.ts';

/** What users write to the BackOffice pack, from a name alone to several questions in one message. */
export const REAL_KINDS: Readonly<Record<string, Draft>> = {
  'product and target': (choose) => ({
    text: choose.one([
      `${choose.one(VERBS)} ${installed(choose)} to ${target(choose)}`,
      `from ${installed(choose)} to ${target(choose)}`,
      `we have ${installed(choose)} and want ${target(choose)}`,
      `${installed(choose)} -> ${target(choose)}`,
      `${target(choose)}: can I get there from ${installed(choose)}`,
    ]),
  }),
  'product alone': (choose) => ({
    text: choose.one([installed(choose), `we run ${installed(choose)}`, `what about ${installed(choose)}`]),
  }),
  'family alone': (choose) => ({
    text: `${choose.one(VERBS)} ${choose.one([...BACKOFFICE, ...SMALL_BUSINESS])}`,
  }),
  'version alone': (choose) => ({
    text: `${choose.one(VERBS)} ${choose.one(['2.5', '4.0', '4.5', 'from 4.0', 'version 4.5', '3.0'])} to ${target(choose)}`,
  }),
  'with its history': (choose) => ({
    text: choose.one([
      `${installed(choose)}, originally ${installed(choose)}`,
      `${choose.one(BACKOFFICE)} 4.5 which was never Small Business Server, to ${target(choose)}`,
      `${choose.one(VERBS)} ${choose.one(BACKOFFICE)} 4.5 that used to be ${choose.one(SMALL_BUSINESS)} 4.0`,
    ]),
  }),
  component: (choose) => ({
    text: `${choose.one(['is', 'does', 'what happens to'])} ${choose.one(COMPONENTS)} ${choose.one(['supported', 'still work', 'after the upgrade', 'later'])} on ${installed(choose)}`,
  }),
  'component alone': (choose) => ({
    text: `${choose.one(['is', 'and', 'can I use', 'tell me about'])} ${choose.one(COMPONENTS)}`,
  }),
  'not named': (choose) => ({
    text: `${choose.one(VERBS)} ${choose.one(OTHERS)} to ${choose.one([target(choose), choose.one(OTHERS)])}`,
  }),
  'own route': (choose) => ({
    text: `${choose.one(VERBS)} ${installed(choose)} via ${installed(choose)} to ${target(choose)}`,
  }),
  'where to look': (choose) => ({
    text: `where can I find ${choose.one(['more information on', 'the latest on', 'a link for', 'product pages of'])} ${installed(choose)}`,
  }),
  'silent matter': (choose) => ({
    text: `${choose.one(['how long does it take', 'what does it cost', 'how much memory do I need', 'can I roll back', 'when was it released'])} with ${installed(choose)}`,
  }),
  'two at once': (choose) => ({
    text: `${choose.one(VERBS)} ${installed(choose)} and is ${choose.one(COMPONENTS)} supported, also ${choose.one(COMPONENTS)}`,
  }),
  'facts sent along': (choose) => ({
    text: choose.one([
      `and ${choose.one(COMPONENTS)}`,
      `${choose.one(VERBS)} this one to ${target(choose)}`,
      'which path',
    ]),
    facts: {
      installed: choose.one([
        'backoffice-server-2.5',
        'backoffice-server-4.0',
        'backoffice-server-4.5',
        'small-business-server-4.5',
      ]),
      ...choose.one<BenchQuestion['facts']>([{}, { setup: 'yes' }, { setup: 'no' }, { setup: 'unknown' }]),
      ...choose.one<BenchQuestion['facts']>([
        {},
        { formerly: 'yes' },
        { formerly: 'no' },
        { formerly: 'unknown' },
      ]),
    },
  }),
  'means nothing': (choose) => ({
    text: `${choose.one(['lorem', 'blue', 'some', 'qwertz', 'colourless', 'pizza'])} ${choose.one(['ipsum', 'green', 'asdf', 'ideas', 'with cheese'])} ${choose.one(['dolor', 'sleep', 'hm', 'furiously', 'now'])}`,
  }),
};

const BACKOFFICE = [
  'BackOffice Server',
  'Microsoft BackOffice Server',
  'BackOffice',
  'BO',
  'Back Office Server',
  'MS BackOffice',
  'BOS',
] as const;
const SMALL_BUSINESS = [
  'Small Business Server',
  'SBS',
  'BackOffice Small Business Server',
  'Microsoft Small Business Server',
] as const;
const TARGETS = [
  'Windows Server 2003',
  'Windows 2003',
  'Win2003',
  'Microsoft Windows Server 2003',
  'W2K3',
  'Server 2003',
  'Windows Server 2003 SP1',
  'Windows Server 2003 R2',
  'WS 2003',
] as const;
const COMPONENTS = [
  'Site Server',
  'MS Site Server',
  'the Intranet Starter Site',
  'Web Administration',
  'Web Admin',
  'Fax Service',
  'faxing',
  'fax',
] as const;
const OTHERS = [
  'Exchange 5.5',
  'Windows NT 4.0',
  'SQL Server 7.0',
  'BackOffice Server 3.0',
  'SBS 2000',
  'Linux',
  'Windows XP',
  'Windows Server 2008',
  'NetWare',
] as const;
const VERBS = [
  'upgrade',
  'how do I upgrade',
  'can I upgrade',
  'we want to migrate',
  'upgrading',
  'is it possible to upgrade',
  'what is the path for',
  'I need to move',
  'updating',
] as const;

function installed(choose: Chooser): string {
  const service = choose.one(['', '', '', ' SP1', ' service pack 2']);
  return choose.number(3) === 0
    ? `${choose.one(SMALL_BUSINESS)} ${choose.one(['4.0', '4.5', 'v4.5'])}${service}`
    : `${choose.one(BACKOFFICE)} ${choose.one(['2.5', '4.0', '4.5', 'version 4.0', 'v2.5'])}${service}`;
}

function target(choose: Chooser): string {
  return choose.one(TARGETS);
}
