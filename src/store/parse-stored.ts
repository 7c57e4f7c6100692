/** Reads JSON that this program wrote; its shape is known from the column that it stands in. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- checking what we wrote would cost each turn
export function parseStored<Written>(text: string): Written {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- see above
  return JSON.parse(text) as Written;
}
