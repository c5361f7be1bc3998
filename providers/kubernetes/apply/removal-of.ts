import type { DeleteOptions } from '../../../core/index.ts';

/** Only the object that was seen goes. */
export function removalOf(
  uid: string | undefined,
  propagation: DeleteOptions['propagation'] & string = 'Background',
): DeleteOptions {
  return { propagation, ...(uid === undefined ? {} : { uid }) };
}
