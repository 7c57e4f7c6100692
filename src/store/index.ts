export type { Store } from './create-sql-store.ts';
export { backUp, restore, type BackupResult, type RestoreResult } from './back-up.ts';
export { openStore, type StoreOptions } from './open-store.ts';
export { isTouched } from './database-errors.ts';
export type { Saved } from './start-sqlite-thread.ts';
