/** How much a run proves: `npm run test:quick`, `npm test` and `npm run test:all`. */
export type TestSize = 'quick' | 'default' | 'all';

/** The size of this run, from the environment variable `TEST_SIZE`; `default` where it is not set. */
export const testSize: TestSize = parseSize(process.env['TEST_SIZE']);

/**
 * The value that this run uses, such as a number of rounds or of property runs. `quick` is the same as `default` where
 * it is left out.
 *
 * @example fc.assert(property, { numRuns: sized({ quick: 20, default: 100, all: 300 }) });
 */
export function sized<Value>({
  default: normal,
  all,
  quick = normal,
}: {
  readonly quick?: Value;
  readonly default: Value;
  readonly all: Value;
}): Value {
  return { quick, default: normal, all }[testSize];
}

/** `describe` for what only `npm run test:all` proves. */
export const describeInAll: Mocha.PendingSuiteFunction | Mocha.SuiteFunction =
  testSize === 'all' ? describe : describe.skip;

/** `it` for what only `npm run test:all` proves. */
export const itInAll: Mocha.PendingTestFunction | Mocha.TestFunction = testSize === 'all' ? it : it.skip;

function parseSize(text: string | undefined): TestSize {
  switch (text) {
    case undefined:
    case '':
      return 'default';
    case 'quick':
    case 'default':
    case 'all':
      return text;
    default:
      throw new Error(`TEST_SIZE is "${text}"; it must be quick, default or all`);
  }
}
