/** Where a vendor's text can be read: `/sources/<pack>/<file>`, at a line where one is given. */
export function sourceAddress(pack: string, file: string, line?: number): string {
  const path = [pack, ...file.split('/')].map(encodeURIComponent).join('/');
  return `/sources/${path}${line === undefined ? '' : `#L${line}`}`;
}
