import {
  type DeclaredName,
  isObject,
  type JsonObject,
  type KubeObject,
  type OutputKeys,
  type Owner,
} from '../../../core/index.ts';
import { BlockReader } from '../block/block-reader.ts';
import { builtInKind } from '../kinds/built-in-kinds.ts';
import { CUSTOM_KEY, CUSTOM_OUTPUTS } from '../kinds/custom.ts';
import { namespaceFor } from '../plan/namespace-for.ts';

/** Stands for every value of a Secret in outputs: they show which keys there are, never what they hold. */
export const REDACTED = '<redacted>';

/** Kinds whose singular means the newest object: the present step of a sequence. */
const NEWEST_FIRST = new Set(['jobs']);

/** An object of the owner, with the key of its kind. */
export interface OutputSource {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly object: KubeObject;
}

/**
 * `.children` of the custom resource: per declared kind a map by name and one object (katalog-language §10.2–10.3).
 */
export function outputsOf(
  owner: Owner,
  declared: readonly DeclaredName[],
  resources: readonly OutputSource[],
): JsonObject {
  const outputs: Record<string, unknown> = {};
  for (const kind of new Set(declared.map((each) => each.kind))) {
    const names = namesOf(kind);
    if (names === undefined) continue;
    const present = resources.filter((each) => each.kind === kind);
    const byName = Object.fromEntries(present.map(({ name, object }) => [name, shown(object)]));
    for (const key of names.byName) outputs[key] = byName;
    const found = singularOf(kind, present, placesOf(owner, kind, declared));
    const single = found === undefined ? { _placeholder: true, status: {} } : byName[found.name];
    // `index .children.custom "web-cache"` is written for one of several, too.
    const one = kind === CUSTOM_KEY ? { ...byName, ...single } : single;
    for (const key of names.single) outputs[key] = one;
  }
  return outputs as JsonObject;
}

function namesOf(kind: string): OutputKeys | undefined {
  return kind === CUSTOM_KEY ? CUSTOM_OUTPUTS : builtInKind(kind)?.outputs;
}

/** Declared names of a kind as `namespace/name`, default names filled in. */
function placesOf(
  owner: Owner,
  kind: string,
  declared: readonly DeclaredName[],
): readonly string[] {
  const ownerName = owner.object.metadata.name;
  const known = builtInKind(kind);
  const fallbacks = [
    known?.defaultName(ownerName, new BlockReader({}, { stage: 'evaluated' })) ??
      `${ownerName}-custom`,
    known?.otherDefaultName?.(ownerName),
  ].filter((each) => each !== undefined);
  return declared
    .filter((each) => each.kind === kind)
    .flatMap(({ namespace, name }) => {
      const place = namespaceFor(namespace === '' ? undefined : namespace, owner);
      return (name === '' ? fallbacks : [name]).map((each) => `${place}/${each}`);
    });
}

function singularOf(
  kind: string,
  present: readonly OutputSource[],
  places: readonly string[],
): OutputSource | undefined {
  const orderOf = ({ namespace, name }: OutputSource): number => {
    const exact = places.indexOf(`${namespace}/${name}`);
    // Cluster-scoped objects are declared without a namespace, and copies stand in several.
    return exact >= 0 ? exact : places.findIndex((place) => place.endsWith(`/${name}`));
  };
  const known = present.filter((each) => orderOf(each) >= 0);
  if (!NEWEST_FIRST.has(kind)) {
    return known.reduce<OutputSource | undefined>(
      (first, each) => (first === undefined || orderOf(each) < orderOf(first) ? each : first),
      undefined,
    );
  }
  return known.reduce<OutputSource | undefined>((last, each) => {
    if (last === undefined) return each;
    const [born, before] = [bornAt(each), bornAt(last)];
    return born > before || (born === before && orderOf(each) > orderOf(last)) ? each : last;
  }, undefined);
}

function bornAt({ object }: OutputSource): string {
  return object.metadata.creationTimestamp ?? '';
}

/** The object with a status in any case, and without what a Secret holds. */
function shown(object: KubeObject): KubeObject {
  const whole = isObject(object['status']) ? object : { ...object, status: {} };
  return object.kind === 'Secret' ? redact(whole) : whole;
}

function redact(secret: KubeObject): KubeObject {
  const { data, stringData, ...rest } = secret;
  const { annotations, ...metadata } = secret.metadata;
  const harmless = Object.entries(annotations ?? {}).filter(([key]) => key !== LAST_APPLIED);
  const keys = [data, stringData].flatMap((each) => (isObject(each) ? Object.keys(each) : []));
  return {
    ...rest,
    apiVersion: secret.apiVersion,
    kind: secret.kind,
    metadata: { ...metadata, annotations: Object.fromEntries(harmless) },
    data: Object.fromEntries(keys.map((key) => [key, REDACTED])),
  };
}

/** kubectl keeps a copy of the whole object in it. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
