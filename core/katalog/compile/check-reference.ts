import { nearestWord } from '../../../schemas/index.ts';
import type { JsonObject } from '../../object/json.ts';
import { isChildOfLanguage } from '../check/unbuilt-children.ts';
import type { ProblemText } from '../problem.ts';
import { ProblemCode } from '../problem-code.ts';
import { lookUp } from './crd-schema.ts';
import { foreignRoot } from './foreign-root.ts';
import type { OutputKeysByRoot } from './provider-kinds.ts';

/** What expressions of a CRD entry may read. */
export interface KnownPaths {
  readonly roots: ReadonlySet<string>;
  /** `openAPIV3Schema` of the watched version. */
  readonly schema: JsonObject | undefined;
  /** `true`: a kind of Kubernetes itself, whose fields stand beside `spec` too. */
  readonly isBuiltIn: boolean;
  /** Keys below the roots of providers, as far as they are known. */
  readonly outputKeys: OutputKeysByRoot;
  /** Those of them that stand for what the entry declares; absent where that is not known. */
  readonly declaredOutputs?: ReadonlySet<string> | undefined;
  /** Paths that the entry itself writes, whatever the schema says. */
  readonly writtenPaths: readonly (readonly string[])[];
}

/** What is wrong with a path that an expression reads. */
export interface ReferenceProblem {
  readonly text: ProblemText;
  /**
   * `false`: the path reads as empty, which may be meant. The API server drops what a CRD does not declare, so
   * `.spec.x | default "y"` of such a field always yields the default.
   */
  readonly isError: boolean;
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

/** Why a path cannot be right or reads nothing, `undefined` when it may lead somewhere. */
export function referenceProblem(
  path: readonly string[],
  known: KnownPaths,
): ReferenceProblem | undefined {
  const [root, field] = path;
  if (root === undefined || root === '*') return undefined;
  if (!known.roots.has(root)) return { text: unknownRoot(path, known.roots), isError: true };
  const outputs = known.outputKeys.get(root);
  if (outputs !== undefined) return checkOutput(path, outputs) ?? checkDeclared(path, known);
  if (root === 'metadata' && field !== undefined && field !== '*' && !METADATA.has(field)) {
    const text = unknownField(path.slice(0, 2), METADATA, 'the custom resource has no');
    return { text, isError: true };
  }
  if (root !== 'spec' && root !== 'status' && root !== 'data') return undefined;
  const plain = root === 'data' ? ['spec', ...path.slice(1)] : path;
  if (isWritten(plain, known)) return undefined;
  return checkSchema(plain, known);
}

/** A child under a key that no kind has would be empty for ever. */
function checkOutput(
  [root = '', key]: readonly string[],
  keys: ReadonlySet<string>,
): ReferenceProblem | undefined {
  if (key === undefined || key === '*' || keys.has(key)) return undefined;
  if (isChildOfLanguage(key)) {
    const message = `${root}.${key} is not built yet, so it cannot be read`;
    return { text: { code: ProblemCode.NotBuilt, message }, isError: true };
  }
  return { text: unknownField([root, key], keys, 'there is no'), isError: true };
}

/** What an earlier revision declared may still be there, so it is no error. */
function checkDeclared(
  [root = '', key]: readonly string[],
  { declaredOutputs }: KnownPaths,
): ReferenceProblem | undefined {
  if (key === undefined || key === '*' || declaredOutputs?.has(key) !== false) return undefined;
  const declared = [...declaredOutputs].sort().join(', ');
  const has = declared === '' ? 'nothing' : declared;
  const message = `no entry declares what ${root}.${key} shows, so it is empty`;
  const text = { code: ProblemCode.FieldReferenceUnknown, message, found: key, expected: has };
  return { text, isError: false };
}

function checkSchema(
  path: readonly string[],
  { schema }: KnownPaths,
): ReferenceProblem | undefined {
  const [root] = path;
  if (schema === undefined || lookUp(schema, [String(root)]).outcome === 'unknown')
    return undefined;
  const found = lookUp(schema, path);
  if (found.outcome === 'known') return undefined;
  const text = unknownField(path.slice(0, found.index + 1), found.known, 'the CRD declares no');
  return { text, isError: false };
}

/** Whether the entry writes what stands at a path, a part of it, or what it is a part of. */
export function isWritten(
  path: readonly string[],
  { writtenPaths }: Pick<KnownPaths, 'writtenPaths'>,
): boolean {
  const [root, field] = path;
  if (root === 'status' && (field === undefined || STATUS.has(field))) return true;
  return writtenPaths.some((written) => {
    const length = Math.min(written.length, path.length);
    return written.slice(0, length).every((step, index) => step === path[index]);
  });
}

function unknownRoot(path: readonly string[], roots: ReadonlySet<string>): ProblemText {
  const [root = ''] = path;
  if (UNBUILT_ROOTS.has(root))
    return {
      code: ProblemCode.NotBuilt,
      message: `${root} is not built yet, so it cannot be read`,
    };
  const foreign = foreignRoot(path);
  const nearest = foreign === undefined ? nearestWord(root, roots) : foreign.nearest;
  const advice = foreign?.advice === undefined ? '' : `: ${foreign.advice}`;
  const hint = nearest === undefined ? advice : `, did you mean ${nearest}?`;
  return {
    code: ProblemCode.RootUnknown,
    message: `there is no ${root} to read${hint}`,
    found: root,
    expected: [...roots].sort().join(', '),
    nearest,
  };
}

function unknownField(
  path: readonly string[],
  known: Iterable<string>,
  beginning: string,
): ProblemText {
  const fields = [...known];
  const found = path.join('.');
  const near = nearestWord(path.at(-1) ?? '', fields);
  const nearest = near === undefined ? undefined : [...path.slice(0, -1), near].join('.');
  const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  return {
    code: ProblemCode.FieldReferenceUnknown,
    message: `${beginning} ${found}${hint}`,
    found,
    ...(fields.length === 0 ? {} : { expected: fields.sort().join(', ') }),
    nearest,
  };
}
