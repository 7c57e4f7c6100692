import type { Version } from './version.ts';
import type { VersionRange } from './version-range.ts';

/** A line of products that share a name and differ by version or edition. */
export interface Family {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Another name that users know it by, shown beside the name where they choose. */
  readonly alsoCalled: string | undefined;
  /** Ids of its products, in version order. */
  readonly products: readonly string[];
  /** Whether the owner allows routes to be put together from the rules of several hops. */
  readonly compose: boolean;
}

/** One release (and edition, where there are editions) that the vendor's text names. */
export interface Product {
  readonly id: string;
  readonly family: string;
  readonly version: Version | undefined;
  readonly edition: string | undefined;
  /** The full name, as users see it. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** Versions that count as this release: `5.7.x` lets "5.7.31" find the release line 5.7. */
  readonly matches: VersionRange | undefined;
}

/** A part or feature that can stop working: what component rules speak of. */
export interface Component {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}
