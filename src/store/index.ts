export { createMemoryStore, type MemoryBounds } from './memory-store.ts';
