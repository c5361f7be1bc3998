import { writeJson } from '../../json/write-json.ts';
import { isObject } from '../../object/json.ts';
import type { CrdProgram } from '../../program/program.ts';
import type { Operation } from '../../provider/operation.ts';
import type { Cycle } from '../../reconcile/cycle.ts';

/** One field that a cycle wrote. */
export interface FieldWrite {
  /** Unique within the custom resource: where it is and its path. */
  readonly id: string;
  /** For people: `status.phase`, `deployments default/web spec.replicas`. */
  readonly name: string;
  /** Path within its object. */
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
  /** Text that is equal for equal values. */
  readonly value: string;
  /** The write of a child that it was part of; absent: the custom resource itself. */
  readonly operation?: Operation;
  /** It comes from expressions that are never the same twice: random values, the time. */
  readonly isVolatile: boolean;
}

/** Values longer than this are told apart by their beginning, their end and their length. */
const VALUE_LIMIT = 200;

/** Every field that a cycle wrote, of the custom resource and of its children. */
export function fieldWritesOf(crd: CrdProgram, cycle: Cycle): readonly FieldWrite[] {
  return [...statusWrites(cycle), ...ownWrites(cycle), ...childWrites(crd, cycle)];
}

function statusWrites({ status, error }: Cycle): readonly FieldWrite[] {
  if (!status.written || status.patch === undefined) return [];
  return Object.entries(status.patch).flatMap(([key, value]) => {
    // That a failure is told in other words each time is no loop: what failed comes back with growing delays.
    if (key === 'observedGeneration' || (key === 'conditions' && error !== undefined)) return [];
    if (key === 'conditions') return conditionWrites(value);
    return leaves(value, `status.${key}`).map(([name, to]) => ownField(name, to));
  });
}

/** What conditions say, without when it was observed. */
function conditionWrites(conditions: unknown): readonly FieldWrite[] {
  if (!Array.isArray(conditions)) return [];
  const said = conditions.filter(isObject).map(({ type, status, reason, message }) => {
    return [type, status, reason, message];
  });
  return [ownField('status.conditions', said)];
}

/** Changes of the custom resource beside its status. */
function ownWrites({ decision }: Cycle): readonly FieldWrite[] {
  return decision.ownerPatches.flatMap(({ patch }) =>
    leaves(patch, '')
      .filter(([name]) => name !== 'metadata.resourceVersion')
      .map(([name, to]) => ownField(name, to)),
  );
}

function leaves(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (!isObject(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, path === '' ? key : `${path}.${key}`),
  );
}

function ownField(name: string, to: unknown): FieldWrite {
  return {
    id: name,
    name,
    path: name,
    from: undefined,
    to,
    value: valueText(to),
    isVolatile: false,
  };
}

function childWrites(crd: CrdProgram, { acted }: Cycle): readonly FieldWrite[] {
  return acted.flatMap(({ operation, outcome }) => {
    if (outcome !== 'done') return [];
    const { changes = [], id, name, namespace, resource, verb } = operation;
    const place = `${resource} ${namespace === '' ? name : `${namespace}/${name}`}`;
    const isVolatile = isVolatileEntry(crd, operation.entry);
    const base = { operation, isVolatile };
    if (verb !== 'update' || changes.length === 0) {
      const what = verb === 'update' ? operation.reason : verb;
      return [
        {
          ...base,
          id: `${id}#${verb}`,
          name: place,
          path: '',
          from: undefined,
          to: what,
          value: what,
        },
      ];
    }
    return changes.map(({ path, from, to }) => {
      return {
        ...base,
        id: `${id}#${path}`,
        name: `${place} ${path}`,
        path,
        from,
        to,
        value: valueText(to),
      };
    });
  });
}

function isVolatileEntry({ onCreate, onReconcile }: CrdProgram, id: string): boolean {
  const [declared = ''] = id.split('{');
  const entry = [...onCreate.entries, ...onReconcile.entries].find((each) => each.id === declared);
  return entry?.mode === 'apply' && entry.block.isVolatile;
}

function valueText(value: unknown): string {
  const text = value === undefined ? 'absent' : writeJson(value);
  if (text.length <= VALUE_LIMIT) return text;
  return `${text.slice(0, VALUE_LIMIT / 2)}${text.length}${text.slice(-VALUE_LIMIT / 2)}`;
}
