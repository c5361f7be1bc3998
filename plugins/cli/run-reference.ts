import { resolve } from 'node:path';
import { exists } from './exists.ts';
import type { CommandIo } from './io.ts';
import { usageError } from './usage-error.ts';

/**
 * Refuses the positional argument of `ork run` and says what was probably meant (cli-api §1.12).
 *
 * @throws {OrkError} `Usage`, always when there is an argument.
 */
export async function refuseReference(
  [reference]: readonly string[],
  { cwd }: Pick<CommandIo, 'cwd'>,
): Promise<void> {
  if (reference === undefined) return;
  if (await exists(resolve(cwd, reference)))
    throw usageError(`unexpected argument ${reference}, did you mean -k ${reference}?`);
  if (/^oci:\/\/|[:@]|\//.test(reference))
    throw usageError(`${reference}: Katalogs from an OCI registry are not built yet`);
  throw usageError(`unexpected argument ${reference}`, 'Name Katalogs with -k');
}
