/** The few exceptions, split by what the caller can do. Expected outcomes are unions, never exceptions. */

/** A provider did not answer, or asked us to slow down: try again with the same key. */
export class GatewayUnavailable extends Error {
  override name = 'GatewayUnavailable';
}

/** A provider answered no: trying again changes nothing, a person must look. */
export class GatewayRefused extends Error {
  override name = 'GatewayRefused';
}

/** A channel to colleagues did not answer: try again in a moment. */
export class ChannelUnavailable extends Error {
  override name = 'ChannelUnavailable';
  /** How long it asks us to wait; undefined: it did not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, options: ErrorOptions & { readonly retryAfterSeconds?: number | undefined } = {}) {
    super(message, options);
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** A channel to colleagues wants nothing of us: trying again changes nothing, mail goes instead. */
export class ChannelRefused extends Error {
  override name = 'ChannelRefused';
}

/** The record moved on between our read and our write: read again and decide again. */
export class Overtaken extends Error {
  override name = 'Overtaken';
}

/** Another execution of the workflow holds the case: this one ends quietly. */
export class ClaimLost extends Error {
  override name = 'ClaimLost';
}

/** Arithmetic across currencies, or an amount that is no safe integer of minor units. */
export class MoneyError extends Error {
  override name = 'MoneyError';
}
