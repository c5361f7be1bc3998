import type { CrdEntry } from '../../../schemas/index.ts';
import { stepsOf } from './check-path.ts';
import { isExpression } from './is-expression.ts';

/**
 * Paths that the entry itself writes: `normalize`, `mutation` and the status. They are there to be read, whatever the
 * CRD's schema says.
 *
 * @remarks A rule whose field is a template may write anywhere, so the whole of `spec` counts as written.
 */
export function writtenPaths(written: CrdEntry): readonly (readonly string[])[] {
  const normalized = Object.keys(written.normalize?.spec ?? {});
  const mutated = (written.mutation?.rules ?? []).map(({ field }) => field);
  const fields = written.operatorBox?.status?.fields ?? [];
  return [
    ...normalized.map((key) => ['spec', ...stepsOf(key)]),
    ...mutated.map((field) => (isExpression(field) ? ['spec'] : stepsOf(field))),
    ...fields.map(({ path }) => ['status', ...stepsOf(path)]),
  ];
}
