/** The store could not be reached or written: the turn was not taken, and its activity should come again. */
export class StoreError extends Error {
  constructor(cause: unknown) {
    super('the store could not be written', { cause });
    this.name = 'StoreError';
  }
}
