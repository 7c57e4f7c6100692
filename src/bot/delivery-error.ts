/** The turn was taken, but the channel did not accept its reply. A class, because the SDK passes failures as throws. */
export class DeliveryError extends Error {
  constructor(cause: unknown) {
    super('the channel did not accept the reply', { cause });
    this.name = 'DeliveryError';
  }
}
