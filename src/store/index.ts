export type { Store } from './create-sql-store.ts';
export { openStore, type StoreOptions } from './open-store.ts';
