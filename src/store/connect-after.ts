import type { Driver } from 'kysely';

/** The driver, changed so that it waits for `ready` before it hands out a connection; rejects if `ready` rejects. */
export function connectAfter(ready: () => Promise<void>, driver: Driver): Driver {
  const acquire = driver.acquireConnection.bind(driver);
  driver.acquireConnection = async (...options) => {
    await ready();
    return acquire(...options);
  };
  return driver;
}
