import { deepEqual } from '../../../../core/index.ts';
import { isRecord, type JsonObject, recordAt, recordsAt } from '../../json/record.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { type FieldError, forbidden, invalid } from '../../status/field-error.ts';

const FIXED =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';
const LISTS = ['containers', 'initContainers'];

/** What of a pod an update may not change (`ValidatePodUpdate`, Kubernetes 1.36). */
export function validatePodUpdate(next: KubeObject, old: KubeObject): readonly FieldError[] {
  const specs = { next: recordAt(next, 'spec'), old: recordAt(old, 'spec') };
  const grown = LISTS.filter(
    (list) => recordsAt(specs.next, list).length !== recordsAt(specs.old, list).length,
  );
  if (grown.length > 0) {
    return grown.map((list) =>
      forbidden(`spec.${list}`, 'pod updates may not add or remove containers'),
    );
  }
  const errors = [...deadline(specs), ...tolerations(specs), ...gates(specs), ...selector(specs)];
  if (deepEqual(fixedSpec(specs.next, specs.old), fixedSpec(specs.old, specs.old))) return errors;
  return [...errors, forbidden('spec', FIXED)];
}

interface Specs {
  readonly next: JsonObject;
  readonly old: JsonObject;
}

function deadline({ next, old }: Specs): readonly FieldError[] {
  const [wanted, stored] = [next['activeDeadlineSeconds'], old['activeDeadlineSeconds']];
  const field = 'spec.activeDeadlineSeconds';
  if (typeof stored !== 'number') return [];
  if (typeof wanted !== 'number')
    return [invalid(field, null, 'must not update from a positive integer to nil value')];
  return wanted > stored
    ? [invalid(field, wanted, 'must be less than or equal to previous value')]
    : [];
}

function tolerations({ next, old }: Specs): readonly FieldError[] {
  const timeless = (spec: JsonObject): readonly JsonObject[] =>
    recordsAt(spec, 'tolerations').map(({ tolerationSeconds: _, ...rest }) => rest);
  const wanted = timeless(next);
  const isKept = timeless(old).every((each) => wanted.some((other) => deepEqual(each, other)));
  if (isKept) return [];
  return [
    forbidden(
      'spec.tolerations',
      'existing toleration can not be modified except its tolerationSeconds',
    ),
  ];
}

function gates({ next, old }: Specs): readonly FieldError[] {
  const known = new Set(recordsAt(old, 'schedulingGates').map(({ name }) => name));
  const added = recordsAt(next, 'schedulingGates').find(({ name }) => !known.has(name));
  if (added === undefined) return [];
  return [
    forbidden(
      'spec.schedulingGates',
      `only deletion is allowed, but found new scheduling gate '${String(added['name'])}'`,
    ),
  ];
}

/** While a gate holds a pod, its selector may only become narrower. */
function selector({ next, old }: Specs): readonly FieldError[] {
  if (!isGated(old)) return [];
  const [wanted, stored] = [recordAt(next, 'nodeSelector'), recordAt(old, 'nodeSelector')];
  const isKept = Object.entries(stored).every(([key, value]) => wanted[key] === value);
  const words = 'only additions to spec.nodeSelector are allowed (no mutations or deletions)';
  return isKept ? [] : [invalid('spec.nodeSelector', wanted, words)];
}

/** The spec without what may change, or what has an error of its own. */
function fixedSpec(pod: JsonObject, old: JsonObject): unknown {
  const {
    activeDeadlineSeconds: _,
    tolerations: __,
    nodeName: ___,
    schedulingGates: ____,
    ...spec
  } = pod;
  const isFreed =
    Number(old['terminationGracePeriodSeconds']) < 0 && spec['terminationGracePeriodSeconds'] === 1;
  if (isFreed) delete spec['terminationGracePeriodSeconds'];
  if (isGated(old)) {
    delete spec['nodeSelector'];
    delete spec['affinity'];
  }
  for (const list of LISTS) {
    const containers = spec[list];
    if (!Array.isArray(containers)) continue;
    spec[list] = containers.map((container: unknown) =>
      isRecord(container) ? { ...container, image: '' } : container,
    );
  }
  return spec;
}

function isGated(spec: JsonObject): boolean {
  return recordsAt(spec, 'schedulingGates').length > 0;
}
