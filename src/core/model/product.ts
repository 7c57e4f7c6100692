import type { Version } from './version.ts';
import type { VersionRange } from './version-range.ts';

/** A line of products that share a name and differ by version or edition. */
export interface Family {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Another name that users know, shown on the button beside the name. */
  readonly alsoCalled: string | undefined;
  /** Ids of its products, in version order. */
  readonly products: readonly string[];
  /** Whether a route through this family may be combined from rules on single hops. */
  readonly compose: boolean;
}

/** One release that the vendor's text names; one edition of it, if there are editions. */
export interface Product {
  readonly id: string;
  readonly family: string;
  readonly version: Version | undefined;
  readonly edition: string | undefined;
  /** The full name, as users see it. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** Versions that count as this release: with `5.7.x` the user's "5.7.31" is the release line 5.7. */
  readonly matches: VersionRange | undefined;
}

/** A part or feature of a product that can stop working. Component rules are about these. */
export interface Component {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}
