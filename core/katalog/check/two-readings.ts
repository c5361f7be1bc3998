import {
  expectedTypes,
  flatten,
  type JsonSchema,
  type Located,
  type LocatedSchema,
  schemasOfKey,
} from '../../../schemas/index.ts';
import { type GoScalar, goScalar } from '../../yaml/go-scalar.ts';
import type { NodePath, SourceNode, SourceScalar } from '../source/source-node.ts';

/** A value that this program and kubectl read differently. */
export interface TwoReadings {
  readonly path: NodePath;
  readonly severity: 'error' | 'warning';
  /** Whether the schema says what may stand there. */
  readonly isTyped: boolean;
  readonly found: string;
  readonly message: string;
}

/**
 * What in a part of a Katalog means something else to kubectl, where it matters: Katalogs are YAML 1.2, manifests are
 * read as YAML 1.1 in Go's dialect, so `defaultMode: 0444` is 444 here and 292 there.
 *
 * @remarks A text field takes what was written (katalog-language §0.4), so it is left alone. Where the schema says
 * nothing (`isTyped` is false), a text that kubectl takes for something else is a warning.
 */
export function twoReadings(node: SourceNode, schema: JsonSchema): readonly TwoReadings[] {
  return walk(node, flatten({ schema, root: schema }), []);
}

function walk(
  node: SourceNode,
  schemas: readonly LocatedSchema[],
  path: NodePath,
): readonly TwoReadings[] {
  if (node.kind === 'map')
    return node.entries.flatMap(({ key, value }) => {
      const inner = schemas.flatMap((each) => schemasOfKey(each, key)).flatMap(flatten);
      return isTextOfMap(schemas, inner, key) ? [] : walk(value, inner, [...path, key]);
    });
  if (node.kind === 'list') {
    const items = schemas.map(({ schema, root }): Located => ({ schema: schema['items'], root }));
    const inner = items.flatMap(flatten);
    return node.items.flatMap((item, index) => walk(item, inner, [...path, index]));
  }
  return ofScalar(node, new Set(schemas.flatMap(({ schema }) => expectedTypes(schema))), path);
}

/** A key that is no field but one of a map of texts: labels, `data`, `env`. */
function isTextOfMap(
  schemas: readonly LocatedSchema[],
  inner: readonly LocatedSchema[],
  key: string,
): boolean {
  const isField = schemas.some(({ schema: { properties } }) => {
    return typeof properties === 'object' && properties !== null && Object.hasOwn(properties, key);
  });
  return !isField && inner.some(({ schema }) => expectedTypes(schema).includes('string'));
}

function ofScalar(
  node: SourceScalar,
  types: ReadonlySet<string>,
  path: NodePath,
): readonly TwoReadings[] {
  const isText = types.has('string');
  const found = readingsOf(node);
  if (found === undefined || (isText && (types.size === 1 || !found.isNumber))) return [];
  const isTaken = types.size === 0 || isText || types.has(found.type) || types.has('number');
  if (!isTaken) return [];
  const severity = found.isNumber || types.size > 0 ? 'error' : 'warning';
  return [{ path, severity, isTyped: types.size > 0, found: node.text, message: found.message }];
}

interface Readings {
  /** What kubectl takes it for. */
  readonly type: 'integer' | 'number' | 'boolean' | 'null';
  /** Whether it is a number here too, another one. */
  readonly isNumber: boolean;
  readonly message: string;
}

/** Both readings of a plain scalar, `undefined` when they are the same. */
export function readingsOf({ style, tag, text, value }: SourceScalar): Readings | undefined {
  if (style !== 'plain' || tag !== undefined || value === null) return undefined;
  const other = goScalar(text);
  if (other === null || typeof other === 'string' || Object.is(Number(other), Number.NaN))
    return undefined;
  if (Number(other) === value || other === value || !Number.isFinite(Number(other)))
    return undefined;
  const here = typeof value === 'string' ? 'a text' : String(value);
  const forms = typeof value === 'string' ? [String(other)] : octalForms(text, value);
  const message = `${text} is ${here} in a Katalog, and ${String(other)} for readers of YAML 1.1 such as kubectl: write ${forms.join(', ')} or, for a text, "${text}"`;
  return { type: typeOf(other), isNumber: typeof value === 'number', message };
}

function typeOf(value: Exclude<GoScalar, string | null>): Readings['type'] {
  if (typeof value === 'boolean') return 'boolean';
  return Number.isInteger(Number(value)) ? 'integer' : 'number';
}

/** Both numbers, each in a form that all readers take for it. */
function octalForms(text: string, value: unknown): readonly string[] {
  const [, sign = '', digits = ''] = /^([-+]?)0+(\d+)$/.exec(text) ?? [];
  // YAML 1.2 knows no sign before 0o.
  return sign === '' && digits !== ''
    ? [String(value), `0o${digits}`]
    : [String(value), String(goScalar(text))];
}
