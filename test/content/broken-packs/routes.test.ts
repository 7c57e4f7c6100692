import { accepts, refuses } from '../refuses.ts';
import { addRules, change, upgrade } from '../small-pack.ts';

const rules = (from: string, to: string) => change('rules.yaml', from, to);
const NOT = 'status: not-supported';
const via = (...stops: readonly string[]) => ['status: supported-via', `via: [${stops.join(', ')}]`];
const onlyWith = (value: string) => `when: { equals: { fact: reports, value: ${value} } }`;

describe('A pack with a wrong route', () => {
  refuses(
    'a stop that is the end',
    rules('via: [ledger-2.0]', 'via: [ledger-3.0]'),
    'ledger/rules.yaml:7:11: "ledger-3.0" is the end of this route; name only the products between start and end',
  );
  refuses(
    'a stop that is the start',
    rules('via: [ledger-2.0]', 'via: [ledger-2.0, { product: ledger-1.0 }]'),
    'ledger/rules.yaml:7:34: "ledger-1.0" is the start of this route; name only the products between start and end',
  );
  refuses(
    'the same stop twice',
    rules('via: [ledger-2.0]', 'via: [ledger-2.0, ledger-2.0]'),
    'ledger/rules.yaml:7:23: "ledger-2.0" is an earlier stop of this route; name only the products between start and end',
  );
  refuses(
    'a route without stops',
    rules('via: [ledger-2.0]', 'via: []'),
    'ledger/rules.yaml:7:10: a rule with the status "supported-via" needs "via"; name the products to upgrade to on the way, in order: "via: [ID]"',
  );
  refuses(
    'a route that does not say by way of what',
    rules('    via: [ledger-2.0]\n', ''),
    'ledger/rules.yaml:2:5: a rule with the status "supported-via" needs "via"; name the products to upgrade to on the way, in order: "via: [ID]"',
  );
  refuses(
    'stops on a direct upgrade',
    rules('status: supported-via', 'status: supported'),
    'ledger/rules.yaml:7:5: a rule with the status "supported" has no "via"; write "status: supported-via", or take "via" out',
  );
  refuses(
    'a direct route by way of others',
    rules('via: [ledger-2.0]', 'via: [ledger-2.0]\n    direct: true'),
    'ledger/rules.yaml:8:13: a route by way of other products is not direct; take "direct" out, or make two rules of it',
  );
  refuses(
    'an upgrade that ends where it starts',
    addRules(upgrade('same', 'ledger-1.0', 'ledger-1.0', NOT)),
    'ledger/rules.yaml:40:9: the upgrade ends where it starts, at "ledger-1.0"; name another target, or take it out of "from"',
  );
  refuses(
    'routes that need each other',
    addRules(
      upgrade('a', 'ledger-2.0', 'ledger-1.0', ...via('ledger-3.0')) +
        upgrade('b', 'ledger-3.0', 'ledger-1.0', ...via('ledger-2.0')),
    ),
    'ledger/rules.yaml:37:5: this route goes round in a circle: it needs "ledger-3.0" to "ledger-1.0", which needs "ledger-2.0" to "ledger-1.0" first; check the stops, or withdraw one of these rules',
  );
  accepts(
    'routes of which one can also be made directly',
    addRules(
      upgrade('a', 'ledger-2.0', 'ledger-1.0', ...via('ledger-3.0')) +
        upgrade('b', 'ledger-3.0', 'ledger-1.0', ...via('ledger-2.0')) +
        upgrade('c', 'ledger-3.0', 'ledger-1.0', 'status: supported'),
    ),
  );
});

describe('A pack that contradicts itself', () => {
  refuses(
    'supported and not supported',
    addRules(
      upgrade('no', 'ledger-1.0', 'ledger-2.0', NOT, onlyWith('many')) +
        upgrade('yes', 'ledger-1.0', 'ledger-2.0', 'status: supported', onlyWith('many')),
    ),
    'ledger/rules.yaml:2:5: this route passes from "ledger-1.0" to "ledger-2.0", which rule "no" (ledger/rules.yaml:37:5) says is not supported; withdraw one of them, or give them conditions that exclude each other',
    'ledger/rules.yaml:44:5: rule "yes" says that the upgrade from "ledger-1.0" to "ledger-2.0" is supported, but rule "no" (ledger/rules.yaml:37:5) says that it is not supported; withdraw one of them, or give them conditions that exclude each other',
  );
  refuses(
    'a route by way of a hop that is not supported',
    addRules(upgrade('no', 'ledger-1.0', 'ledger-2.0', NOT)),
    'ledger/rules.yaml:2:5: this route passes from "ledger-1.0" to "ledger-2.0", which rule "no" (ledger/rules.yaml:37:5) says is not supported; withdraw one of them, or give them conditions that exclude each other',
  );
  refuses(
    'a route to where no upgrade is supported',
    addRules(upgrade('no', 'ledger-1.0', 'ledger-3.0', NOT)),
    'ledger/rules.yaml:37:5: rule "no" says that the upgrade from "ledger-1.0" to "ledger-3.0" is not supported, but rule "via-2.0" (ledger/rules.yaml:2:5) says that it is supported by way of other products; withdraw one of them, or give them conditions that exclude each other; if only the direct upgrade is not supported, write "direct: true"',
  );
  refuses(
    'a component that is supported and is not',
    addRules(component('status: supported')),
    'ledger/rules.yaml:15:5: rule "designer" says "not-supported", but rule "fine" (ledger/rules.yaml:37:5) says that it is supported on the same upgrade; withdraw one of them, or give them conditions that exclude each other',
  );
  accepts(
    'a route where only the direct upgrade is not supported',
    addRules(upgrade('no', 'ledger-1.0', 'ledger-3.0', NOT, 'direct: true')),
  );
  accepts(
    'conditions that exclude each other',
    addRules(
      upgrade('no', 'ledger-3.0', 'ledger-2.0', NOT, onlyWith('none')) +
        upgrade('yes', 'ledger-3.0', 'ledger-2.0', 'status: supported', onlyWith('many')),
    ),
  );
  accepts(
    'a contradiction that was withdrawn',
    addRules(upgrade('no', 'ledger-2.0', 'ledger-3.0', NOT, 'withdrawn: a mistake')),
  );
  accepts(
    'a component that is supported in the other case',
    addRules(component('status: supported', onlyWith('none'))),
  );
});

function component(...keys: readonly string[]): string {
  return upgrade('fine', 'x', 'y', ...keys, 'label: Report Designer', 'says: It is supported.')
    .replace('kind: upgrade', 'kind: component')
    .replace(/from: x\n {4}to: y/, 'components: designer\n    on: { to: ledger-3.0 }');
}
