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
export function describeInAll(title: string, suite: (this: Mocha.Suite) => void): void {
  // Looked up at each call: mocha gives each test file functions of its own, and a worker process loads this file once.
  const run = testSize === 'all' ? describe : describe.skip;
  run(title, suite);
}

/** `it` for what only `npm run test:all` proves. */
export function itInAll(title: string, test: Mocha.Func | Mocha.AsyncFunc): void {
  const run: (title: string, test: Mocha.Func | Mocha.AsyncFunc) => void = testSize === 'all' ? it : it.skip;
  run(title, test);
}

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
