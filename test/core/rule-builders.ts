import {
  ALWAYS,
  type AlternativeRule,
  type ComponentRule,
  type HopScope,
  type NonEmpty,
  type OpenSet,
  type ReferenceRule,
  type RequirementRule,
  type Rule,
  type Stop,
  type UpgradeRule,
} from '../../src/core/index.ts';

/** One product id or several. */
type Products = string | NonEmpty<string>;

/** What every rule has; `pack` gives it its citation, and an id where the test names none. */
const base: Pick<Rule, 'id' | 'when' | 'basis' | 'citations' | 'withdrawn'> = {
  id: '',
  when: ALWAYS,
  basis: 'stated',
  citations: [{ source: '', edition: '', lines: [0, 0], quote: '' }],
  withdrawn: undefined,
};

type Without<R, K extends keyof R> = Partial<Omit<R, K | 'kind'>>;

/** "From … to …: supported", or `via` something. */
export function upgrade({
  from,
  to,
  via = [],
  ...parts
}: Without<UpgradeRule, 'from' | 'to' | 'via'> & {
  readonly from: Products;
  readonly to: string;
  readonly via?: readonly (string | Stop)[];
}): UpgradeRule {
  return {
    ...base,
    kind: 'upgrade',
    from: list(from),
    to,
    via: via.map((stop) => (typeof stop === 'string' ? { product: stop, when: ALWAYS } : stop)),
    status: via.length > 0 ? 'supported-via' : 'supported',
    direct: false,
    goal: undefined,
    ...parts,
  };
}

/** "A direct upgrade from … to … is not supported." */
export function refusal(parts: Parameters<typeof upgrade>[0]): UpgradeRule {
  return upgrade({ status: 'not-supported', direct: true, ...parts });
}

/** Another way, in one step unless the test says otherwise. */
export function alternative({
  from,
  to,
  ...parts
}: Without<AlternativeRule, 'from' | 'to'> & {
  readonly from: Products;
  readonly to: string;
}): AlternativeRule {
  return {
    ...base,
    kind: 'alternative',
    aliases: [],
    from: list(from),
    to,
    steps: [{ do: 'Reinstall everything.', effect: undefined }],
    ...parts,
  };
}

/** "… is not supported", on hops from anything unless the test says from what. */
export function component({
  name,
  from,
  to,
  openSet,
  ...parts
}: Without<ComponentRule, 'components' | 'on' | 'openSet'> & {
  readonly name: Products;
  readonly from?: Products;
  readonly to: Products;
  readonly openSet?: Partial<OpenSet>;
}): ComponentRule {
  const [first] = list(name);
  return {
    ...base,
    kind: 'component',
    components: list(name),
    openSet:
      openSet === undefined
        ? undefined
        : { label: `parts of ${first}`, examples: [], aliases: [], ...openSet },
    on: scope(from, to),
    status: 'not-supported',
    label: capitalise(first),
    says: `${capitalise(first)} is not supported.`,
    ...parts,
  };
}

/** "Before you upgrade, …" */
export function requirement({
  from,
  to,
  ...parts
}: Without<RequirementRule, 'on'> & { readonly from?: Products; readonly to: Products }): RequirementRule {
  return {
    ...base,
    kind: 'requirement',
    on: scope(from, to),
    phase: 'before',
    says: 'Make a backup.',
    aliases: [],
    ...parts,
  };
}

/** "For …, visit …": given on request and wherever the text says no or nothing. */
export function reference(parts: Without<ReferenceRule, never>): ReferenceRule {
  return {
    ...base,
    kind: 'reference',
    topic: 'More information',
    aliases: [],
    families: [],
    url: 'http://vendor.example/more',
    contact: undefined,
    attach: ['not-supported', 'not-covered', 'on-request'],
    ...parts,
  };
}

function scope(from: Products | undefined, to: Products): HopScope {
  return { from: from === undefined ? undefined : list(from), to: list(to) };
}

function list(products: Products): NonEmpty<string> {
  return typeof products === 'string' ? [products] : products;
}

export function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
