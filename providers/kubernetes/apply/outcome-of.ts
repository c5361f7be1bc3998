import type { Became, KubeObject, Operation, OperationResult } from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';
import { isOfKubernetes } from '../kinds/kubernetes-groups.ts';
import { type Difference, differencesOf } from '../plan/differences.ts';
import { divide, type RefusedField } from '../plan/fixed-differences.ts';
import { storedChanges } from '../plan/operations.ts';
import { type WritePayload, writePayloadOf } from '../plan/payload.ts';
import { standingOfFixed } from '../plan/standing.ts';

/** What the API server answered to a write. */
export interface Answer {
  /** What was declared. */
  readonly manifest: Manifest;
  readonly object: KubeObject;
  /** What is stored otherwise than it was sent. */
  readonly differences: readonly Difference[];
  /** Fields that were not sent, as they cannot be changed. */
  readonly refused: readonly RefusedField[];
}

/** What came of a write, told by what is stored now. */
export function outcomeOf(operation: Operation, answer: Answer): OperationResult {
  const payload = writePayloadOf(operation.payload);
  const became = becameOf(payload, answer);
  if (became?.decision === 'immutable' && payload.onImmutable === 'recreate') {
    // Only now it is known that it must be: planned again, it is.
    const isNews = answer.refused.length > 0;
    if (isNews) return { outcome: 'pending', afterMs: 0, message: became.reason };
  }
  const stored = storedChanges(answer.manifest, answer.differences);
  const { resourceVersion } = answer.object.metadata;
  return {
    outcome: 'done',
    isFinal: isFinal(payload),
    ...(resourceVersion === undefined ? {} : { version: resourceVersion }),
    ...(became === undefined ? {} : { became }),
    ...(isSame(payload, answer) ? { isUntouched: true } : {}),
    ...(stored.length === 0 ? {} : { stored }),
  };
}

function becameOf(payload: WritePayload, answer: Answer): Became | undefined {
  const { manifest, object, refused } = answer;
  if (refused.length > 0) {
    const { type } = payload;
    const isBuiltIn = isOfKubernetes(type);
    const differences = differencesOf(manifest, object, { isBuiltIn });
    const { fixed } = divide(differences, { type, declared: manifest, live: object, refused });
    return standingOfFixed({ ...payload, manifest }, fixed, { written: [] });
  }
  if (payload.standing !== undefined) return payload.standing;
  if (!isSame(payload, answer)) return undefined;
  return { decision: 'unchanged', reason: 'stored as the API server makes of it', changes: [] };
}

/** Whether the object is as it was before it was written. */
function isSame({ resourceVersion }: WritePayload, { object }: Answer): boolean {
  return resourceVersion !== undefined && resourceVersion === object.metadata.resourceVersion;
}

/** What is made once, renewed or copied may need more when it is planned again. */
function isFinal({ method, status, copyFrom, certificate }: WritePayload): boolean {
  const isApplied = method === 'apply' || method === 'claim';
  return isApplied && status === undefined && copyFrom === undefined && certificate === undefined;
}
