import { nearestWord } from '../../../schemas/index.ts';
import { isObject, type JsonObject } from '../../object/json.ts';
import { pathKeys } from '../../object/path-keys.ts';
import type { ProblemText } from '../problem.ts';
import { ProblemCode } from '../problem-code.ts';
import { lookUp } from './crd-schema.ts';
import { isExpression } from './is-expression.ts';

/** What a path is for, and what is known of where it leads. */
export interface PathUse {
  /** Key of the setting, for the message. */
  readonly name: string;
  /** Steps before the first one written, e.g. `['status']`. */
  readonly base?: readonly string[];
  readonly schema: JsonObject | undefined;
}

/** Steps of a dot path as written; a leading dot is tolerated (katalog-language §5.9). */
export function stepsOf(written: string): readonly string[] {
  return pathKeys(written.trim());
}

/**
 * Why a text cannot be a path of map keys, `undefined` when it can (katalog-language §5.9: no list indexing).
 *
 * @remarks Such a path would never lead anywhere at run time, and nobody would be told.
 */
export function pathProblem(written: string, use: PathUse): ProblemText | undefined {
  if (isExpression(written)) return templateProblem(written, use);
  const steps = stepsOf(written);
  const found = `${use.name} is ${JSON.stringify(written)}`;
  const expected = 'a path of keys such as spec.regions';
  if (steps.some((step) => step === '' || /\s/.test(step))) {
    const message = `${found}, expected ${expected}`;
    return { code: ProblemCode.ValueInvalid, message, found: written, expected };
  }
  const at = steps.findIndex((step, index) => isListStep(step, steps.slice(0, index), use));
  if (at < 0) return undefined;
  const nearest = listOf(steps.slice(0, at + 1));
  const list = nearest === '' ? '' : `, the list itself is ${nearest}`;
  const message = `${found}: a path goes through keys of maps, elements of a list have none${list}`;
  return { code: ProblemCode.ValueInvalid, message, found: written, expected, nearest };
}

/** `{{ .spec.regions }}` says what is meant; anything longer has no path. */
function templateProblem(written: string, { name }: PathUse): ProblemText {
  const [, path] = /^\s*\{\{-?\s*\.([A-Za-z_][\w.]*)\s*-?\}\}\s*$/.exec(written) ?? [];
  const expected = 'a path without braces, such as spec.items';
  const hint = path === undefined ? '' : `, did you mean ${path}?`;
  const message = `${name} is ${JSON.stringify(written)}, expected ${expected}${hint}`;
  const text = { code: ProblemCode.ValueInvalid, message, found: written, expected };
  return { ...text, nearest: path };
}

function isListStep(step: string, before: readonly string[], use: PathUse): boolean {
  if (/[[\]]/.test(step)) return true;
  return /^\d+$/.test(step) && !isMap([...(use.base ?? []), ...before], use.schema);
}

/** Whether the schema says that a map stands there, whose keys may be digits. */
function isMap(path: readonly string[], schema: JsonObject | undefined): boolean {
  const found = schema === undefined ? undefined : lookUp(schema, path);
  if (found?.outcome !== 'known' || found.schema === undefined) return false;
  return isObject(found.schema['properties']) || 'additionalProperties' in found.schema;
}

/** The path up to the list whose element the last step names. */
function listOf(steps: readonly string[]): string {
  const last = (steps.at(-1) ?? '').replace(/\[.*$/, '');
  const isBare = last === '' || /^\d+$/.test(last);
  return [...steps.slice(0, -1), ...(isBare ? [] : [last])].join('.');
}

/** Parts of `metadata` that a rule may set. */
const CHANGEABLE_METADATA = ['labels', 'annotations'];

/** Parts of an object that the API server does not take from a patch of the object itself. */
const FIXED_ROOTS: ReadonlySet<string> = new Set(['status', 'apiVersion', 'kind']);

/**
 * Why a rule cannot set a field, `undefined` when it may (katalog-language §4.2): the API server would drop the value
 * without a word.
 */
export function targetProblem(
  steps: readonly string[],
  { schema, isBuiltIn }: { readonly schema: JsonObject | undefined; readonly isBuiltIn: boolean },
): ProblemText | undefined {
  const [root = '', part] = steps;
  const found = steps.join('.');
  if (root === 'metadata') {
    if (part !== undefined && CHANGEABLE_METADATA.includes(part) && steps.length === 3)
      return undefined;
    const expected = 'spec.…, metadata.labels.… or metadata.annotations.…';
    const message = `field is ${found}: of metadata a rule sets single labels and annotations`;
    return { code: ProblemCode.ValueInvalid, message, found, expected };
  }
  if (root === 'spec' || (!FIXED_ROOTS.has(root) && (isBuiltIn || isDeclared(root, schema))))
    return undefined;
  const expected = 'a path that begins with spec or metadata';
  if (FIXED_ROOTS.has(root)) {
    const why = root === 'status' ? 'status is written by operatorBox.status' : 'it never changes';
    const message = `field is ${found}, which no rule sets: ${why}`;
    return { code: ProblemCode.ValueInvalid, message, found, expected };
  }
  const near = nearestWord(root, ['spec', 'metadata']);
  const nearest = [...(near === undefined ? ['spec', root] : [near]), ...steps.slice(1)].join('.');
  const message = `field is ${found}, expected ${expected}, did you mean ${nearest}?`;
  return { code: ProblemCode.RootUnknown, message, found, expected, nearest };
}

function isDeclared(root: string, schema: JsonObject | undefined): boolean {
  const properties = schema?.['properties'];
  return isObject(properties) && Object.hasOwn(properties, root);
}
