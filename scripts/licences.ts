import { z } from 'zod';

/** What is read of `package-lock.json` (lockfileVersion 3). */
export const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

export type Lock = z.infer<typeof lockSchema>;

/** What is read of `deploy/licences.yaml`: licences, and packages as `name@version`, each with its reason. */
export const licenceListSchema = z.strictObject({
  allowed: z.record(z.string(), z.string().min(1)),
  exceptions: z.record(z.string(), z.string().min(1)),
  /** For what is bundled into the pages only. */
  pages: z.record(z.string(), z.string().min(1)).default({}),
});

export type LicenceList = z.input<typeof licenceListSchema>;

export interface LicensedPackage {
  /** `name@version`. */
  readonly id: string;
  readonly licence: string | undefined;
}

/** The packages that production may install, on whatever platform, in the order of the lock file. */
export function productionPackages({ packages }: Lock): readonly LicensedPackage[] {
  return Object.entries(packages).flatMap(([path, { version = '', license, dev, link }]) => {
    const [, name] = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/u.exec(path) ?? [];
    if (name === undefined || dev === true || link === true) return [];
    return [{ id: `${name}@${version}`, licence: license }];
  });
}

/** What does not fit together, each as where, what and how to mend it; empty: all is well. */
export function findLicenceProblems(lock: Lock, list: LicenceList): readonly string[] {
  const packages = productionPackages(lock);
  const refused = packages.flatMap(({ id, licence }) => {
    if (id in list.exceptions || (licence !== undefined && licence in list.allowed)) return [];
    return [
      licence === undefined
        ? `${id}: names no licence. Find out which it has and add it to exceptions in deploy/licences.yaml, or do without it.`
        : `${id}: ${licence} is not among the licences that are allowed in deploy/licences.yaml. Add it with a reason, or do without the package.`,
    ];
  });
  const known = new Set(packages.map(({ id }) => id));
  const used = new Set(packages.map(({ licence }) => licence));
  const idle = [
    ...Object.keys(list.exceptions).filter((id) => !known.has(id)),
    ...Object.keys(list.allowed).filter((licence) => !used.has(licence)),
  ];
  return [...refused, ...idle.map((entry) => `deploy/licences.yaml: ${entry} is not needed. Delete it.`)];
}
