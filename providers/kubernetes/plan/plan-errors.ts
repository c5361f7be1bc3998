import { type BlockProblem, ErrorCode, OrkError } from '../../../core/index.ts';
import { textOfProblem } from '../block/block-problems.ts';

/** A block that cannot become an object: names the entry, the value and the rule. */
export function invalidBlock(entry: string, problems: readonly BlockProblem[]): OrkError {
  const text = `${entry}: ${problems.map(textOfProblem).join('; ')}`;
  return new OrkError('Resource is invalid', {
    code: ErrorCode.ResourceInvalid,
    retry: { kind: 'never' },
    details: { text, entry, problems },
  });
}

/** A Secret or ConfigMap whose source is not there (katalog-language §7.6). */
export function missingSource(name: string): OrkError {
  return new OrkError('Source of a copy does not exist', {
    code: ErrorCode.ReconcileFailed,
    details: { text: `${name} does not exist, so it cannot be copied` },
  });
}
