import { ErrorCode, OrkError, textOf } from '../errors.ts';

/** What a provider's failure means for a cycle; it names the provider, whose own words seldom do. */
export function providerFailure(provider: string, cause: unknown): OrkError {
  return new OrkError('Provider failed', {
    code: ErrorCode.ProviderFailed,
    cause,
    details: { provider, text: `provider ${provider}: ${textOf(cause)}` },
  });
}

/**
 * Stands for the outputs of a provider that could not be observed: whatever reads of them fails with the reason, so that
 * nothing is made, changed or ended for want of knowledge.
 */
export function unknownOutputs(error: unknown): object {
  const fail = (): never => {
    throw error;
  };
  return new Proxy({}, { get: fail, has: fail, ownKeys: fail, getOwnPropertyDescriptor: fail });
}
