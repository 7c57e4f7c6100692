/** The part of an observable that Web Chat uses. */
export interface Observable<T> {
  subscribe(observer: { next(value: T): void }): { unsubscribe(): void };
}

/**
 * An observable that gives every subscriber all values from the first one on. Web Chat subscribes twice, and uses the
 * second subscription.
 */
export function replay<T>(): { readonly observable: Observable<T>; next(value: T): void } {
  const values: T[] = [];
  const observers = new Set<{ next(value: T): void }>();
  return {
    next: (value) => {
      values.push(value);
      for (const observer of [...observers]) observer.next(value);
    },
    observable: {
      subscribe: (observer) => {
        for (const value of values) observer.next(value);
        observers.add(observer);
        return { unsubscribe: () => observers.delete(observer) };
      },
    },
  };
}
