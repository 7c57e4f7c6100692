import { memoize } from '../model/memoize.ts';

/** Things that occur several times, each once, so that their index can stand for them. */
export interface Table<Item extends object> {
  /** The index of an item; equal items have the same. */
  indexOf(item: Item): number;
  items(): readonly Item[];
}

/** Creates an empty table. Items are equal if their JSON is. */
export function createTable<Item extends object>(): Table<Item> {
  const items: Item[] = [];
  const indexes = new Map<string, number>();
  return {
    indexOf(item) {
      const json = jsonOf(item);
      const known = indexes.get(json);
      if (known !== undefined) return known;
      indexes.set(json, items.length);
      return items.push(item) - 1;
    },
    items: () => items,
  };
}

/** Kept, because the items of a conversation are looked up again at each of its turns. */
const jsonOf = memoize((item: object) => JSON.stringify(item));
