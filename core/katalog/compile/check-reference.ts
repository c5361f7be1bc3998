import { nearestWord } from '../../../schemas/index.ts';
import type { JsonObject } from '../../object/json.ts';
import type { ProblemText } from '../problem.ts';
import { ProblemCode } from '../problem-code.ts';
import { lookUp } from './crd-schema.ts';

/** What expressions of a CRD entry may read. */
export interface KnownPaths {
  readonly roots: ReadonlySet<string>;
  /** `openAPIV3Schema` of the watched version. */
  readonly schema: JsonObject | undefined;
  /** `true`: a kind of Kubernetes itself, whose fields stand beside `spec` too. */
  readonly isBuiltIn: boolean;
  /** Paths below `status` that the entry itself writes. */
  readonly statusPaths: readonly string[];
}

/** Roots of the language that a later version brings (katalog-language §5.2). */
const UNBUILT_ROOTS = new Set([
  'cross',
  'external',
  'request',
  'git',
  'docker',
  'previous',
  'events',
  'providers',
]);

/** Fields of `metadata` that a custom resource in the cache has; `managedFields` is dropped. */
const METADATA = new Set(
  (
    'name namespace labels annotations uid generation resourceVersion creationTimestamp deletionTimestamp ' +
    'deletionGracePeriodSeconds finalizers ownerReferences generateName selfLink'
  ).split(' '),
);

/** Fields of `status` that the runtime writes. */
const STATUS = new Set(['conditions', 'observedGeneration']);

/** Why a path cannot be right, `undefined` when it may be. */
export function referenceProblem(
  path: readonly string[],
  known: KnownPaths,
): ProblemText | undefined {
  const [root, field] = path;
  if (root === undefined || root === '*') return undefined;
  if (!known.roots.has(root)) return unknownRoot(root, known.roots);
  if (root === 'metadata' && field !== undefined && field !== '*' && !METADATA.has(field))
    return unknownField(path.slice(0, 2), METADATA);
  if (root !== 'spec' && root !== 'status' && root !== 'data') return undefined;
  if (root === 'status' && isWritten(path, known)) return undefined;
  return checkSchema(root === 'data' ? ['spec', ...path.slice(1)] : path, known);
}

function checkSchema(path: readonly string[], { schema }: KnownPaths): ProblemText | undefined {
  const [root] = path;
  if (schema === undefined || lookUp(schema, [String(root)]).outcome === 'unknown')
    return undefined;
  const found = lookUp(schema, path);
  if (found.outcome === 'known') return undefined;
  return unknownField(path.slice(0, found.index + 1), found.known);
}

function isWritten([, ...rest]: readonly string[], { statusPaths }: KnownPaths): boolean {
  const path = rest.join('.');
  if (path === '' || STATUS.has(rest[0] ?? '')) return true;
  return statusPaths.some(
    (written) =>
      written === path || written.startsWith(`${path}.`) || path.startsWith(`${written}.`),
  );
}

function unknownRoot(root: string, roots: ReadonlySet<string>): ProblemText {
  if (UNBUILT_ROOTS.has(root))
    return {
      code: ProblemCode.NotBuilt,
      message: `${root} is not built yet, so it cannot be read`,
    };
  const nearest = nearestWord(root, roots);
  const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  return {
    code: ProblemCode.RootUnknown,
    message: `there is no ${root} to read${hint}`,
    found: root,
    expected: [...roots].sort().join(', '),
    nearest,
  };
}

function unknownField(path: readonly string[], known: Iterable<string>): ProblemText {
  const fields = [...known];
  const found = path.join('.');
  const near = nearestWord(path.at(-1) ?? '', fields);
  const nearest = near === undefined ? undefined : [...path.slice(0, -1), near].join('.');
  const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  return {
    code: ProblemCode.FieldReferenceUnknown,
    message: `the custom resource has no ${found}${hint}`,
    found,
    ...(fields.length === 0 ? {} : { expected: fields.sort().join(', ') }),
    nearest,
  };
}
