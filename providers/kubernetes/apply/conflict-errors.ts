import {
  ErrorCode,
  formatGvk,
  gvkOf,
  isObject,
  type KubeObject,
  keyOf,
  OrkError,
  refOf,
} from '../../../core/index.ts';

/** An object of that name belongs to someone else; it is not touched. */
export function childOwned(live: KubeObject, owner: string): OrkError {
  const object = nameOf(live);
  return new OrkError('Child belongs to another owner', {
    code: ErrorCode.ChildOwned,
    details: { text: `${object} is owned by ${owner} and was left alone`, object, owner },
  });
}

/** An object of that name was there before and would not be deleted with the owner, so it is not adopted. */
export function notAdopted(live: KubeObject): OrkError {
  const object = nameOf(live);
  return new OrkError('Child existed before and belongs to nobody', {
    code: ErrorCode.ChildOwned,
    details: {
      text: `${object} exists already and is not owned by this custom resource; it was left alone`,
      object,
    },
  });
}

/** Fields are held by another manager and may not be taken (`forceConflict: false`). */
export function fieldConflict(live: KubeObject, cause: OrkError): OrkError {
  const object = nameOf(live);
  const conflicts = conflictsOf(cause);
  const words = conflicts.map(({ manager, fields }) => `${manager} (${fields.join(', ')})`);
  const whom = words.length === 0 ? 'another manager' : words.join('; ');
  return new OrkError('Fields belong to another manager', {
    code: ErrorCode.FieldConflict,
    cause,
    details: { text: `fields of ${object} are managed by ${whom}`, object, conflicts },
  });
}

interface Conflict {
  readonly manager: string;
  readonly fields: readonly string[];
}

/** Managers and fields of a refused apply, as the client tells them. */
function conflictsOf({ details }: OrkError): readonly Conflict[] {
  const { conflicts } = details;
  if (!Array.isArray(conflicts)) return [];
  const fields = new Map<string, string[]>();
  for (const conflict of conflicts) {
    if (!isObject(conflict)) continue;
    const manager = String(conflict['manager']);
    fields.set(manager, [...(fields.get(manager) ?? []), String(conflict['field'])]);
  }
  return [...fields].map(([manager, list]) => ({ manager, fields: list }));
}

function nameOf(live: KubeObject): string {
  return `${formatGvk(gvkOf(live))} ${keyOf(refOf(live))}`;
}
