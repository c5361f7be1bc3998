import type { JsonValue } from '../../object/json.ts';
import type { SourcePosition } from '../../program/program.ts';
import { type GoScalar, goKey, goScalar } from '../../yaml/go-scalar.ts';
import type { ProblemList } from '../problem.ts';
import { ProblemCode } from '../problem-code.ts';
import type { SourceEntry, SourceNode, SourceScalar } from './source-node.ts';

/**
 * The JSON of a manifest as the Kubernetes API reads it: `0444` is 292, `yes` is `true` (see `goScalar`).
 *
 * @remarks Katalogs are YAML 1.2 and are read by `nativeValue`. What JSON cannot hold is told.
 */
export function kubernetesValue(node: SourceNode, problems: ProblemList): JsonValue {
  switch (node.kind) {
    case 'map':
      return Object.fromEntries(
        node.entries.map((entry) => [
          keyOf(entry, problems),
          kubernetesValue(entry.value, problems),
        ]),
      );
    case 'list':
      return node.items.map((item) => kubernetesValue(item, problems));
    default:
      return scalarValue(node, problems);
  }
}

const TEXT_TAG = 'tag:yaml.org,2002:str';

function scalarValue(node: SourceScalar, problems: ProblemList): JsonValue {
  const { end, source, start, style, tag, text } = node;
  if (tag === undefined ? style !== 'plain' : tag === TEXT_TAG || tag === '!') return text;
  const value = goScalar(text);
  const fault = faultOf(value);
  if (fault === undefined) return value;
  const found = source.text.slice(start, end);
  const message = `${found} is ${fault}`;
  problems.error(source.positionAt(start), [], {
    code: ProblemCode.YamlUnsupported,
    message,
    found,
  });
  return null;
}

function faultOf(value: GoScalar): string | undefined {
  return typeof value === 'number' && !Number.isFinite(value)
    ? 'no value that JSON can hold, and so none of Kubernetes'
    : undefined;
}

/** Told, as a field that was meant is not there then. */
function warnOfOtherKey(
  { key, name }: { readonly key: string; readonly name: string },
  position: SourcePosition,
  problems: ProblemList,
): void {
  const message = `the key ${key} is ${name} for readers of YAML 1.1 such as kubectl: write "${key}" where the text is meant`;
  const text = { code: ProblemCode.ReadingsDiffer, message, found: key, fix: `"${key}"` };
  problems.warning(position, [], text);
}

/** Keys are texts in JSON: the API's reader takes `on:` for `true:` and `0444:` for `292:`. */
function keyOf(
  { key, keyStart, keyStyle, value: { source } }: SourceEntry,
  problems: ProblemList,
): string {
  if (keyStyle !== 'plain') return key;
  const name = goKey(key);
  if (name !== undefined) {
    if (name !== key) warnOfOtherKey({ key, name }, source.positionAt(keyStart), problems);
    return name;
  }
  const message = `a key must be a text, found ${key === '' ? 'nothing' : key}`;
  problems.error(source.positionAt(keyStart), [], {
    code: ProblemCode.YamlUnsupported,
    message,
    found: key,
  });
  return key;
}
