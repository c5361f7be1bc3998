import { readJson, writeJson } from '../../../core/index.ts';
import { isRecord } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { type ApiResource, apiVersionOf } from '../resources/api-resource.ts';
import { compare } from './compare.ts';
import { FieldSet } from './field-set.ts';
import { fieldSetOf } from './field-set-of.ts';
import { ownedPart } from './owned-fields.ts';

const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';
/** The one manager that goes on where client-side apply left off. */
const KUBECTL = 'kubectl';

/**
 * The fields kubectl may take over from its own client-side apply: those it applied and that nobody has changed since.
 *
 * @remarks KEP-555, "Migration from client-side apply". Empty for every other manager.
 */
export function takeoverFields(
  resource: ApiResource,
  live: KubeObject | undefined,
  manager: string,
): FieldSet {
  const text = live?.metadata.annotations?.[ANNOTATION];
  if (manager !== KUBECTL || live === undefined || text === undefined) return new FieldSet();
  const applied = parse(text);
  if (applied?.['apiVersion'] !== apiVersionOf(resource)) return new FieldSet();
  const { added, modified, removed } = compare(resource.schema, applied, ownedPart(live));
  return fieldSetOf(resource.schema, applied)
    .difference(added)
    .difference(modified)
    .difference(removed);
}

/** Keeps kubectl's annotation in step with what it applies, where there is one. */
export function syncLastApplied(object: KubeObject, config: KubeObject, manager: string): void {
  const { annotations } = object.metadata;
  if (manager !== KUBECTL || annotations?.[ANNOTATION] === undefined) return;
  const { [ANNOTATION]: _, ...own } = config.metadata.annotations ?? {};
  const metadata = { ...config.metadata, annotations: own };
  annotations[ANNOTATION] = `${writeJson({ ...config, metadata })}\n`;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = readJson(text);
    return isRecord(value) ? value : undefined;
  } catch {
    // Anybody may write the annotation; one that is no JSON gives nothing to take over.
    return undefined;
  }
}
