import type { Clock } from '../clock.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { DEFINITION_TYPE } from '../cluster/definition-type.ts';
import { ErrorCode, isOrkError } from '../errors.ts';
import { createReflector } from '../informer/reflector.ts';
import type { ReflectorSink } from '../informer/reflector-sink.ts';
import type { Logger } from '../log.ts';
import { isObject } from '../object/json.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { getPath } from '../object/path.ts';
import type { CrdProgram } from '../program/program.ts';

/** Without the right to watch definitions they are taken to have changed this often, in milliseconds. */
const POLL_MS = 600_000;

const NOT_WATCHED =
  'definitions of custom resources cannot be watched, so a changed one is noticed late; ork generate rbac grants the right';

/** What watching definitions needs. */
export interface DefinitionWatchOptions {
  readonly cluster: Cluster;
  readonly clock: Clock;
  readonly log: Logger;
  /** `plural.group` of the kinds that operators work on. */
  readonly names: readonly string[];
  /** The definition of that name has been changed, made, or deleted. */
  readonly changed: (name: string) => void;
}

/**
 * Hears of changed CustomResourceDefinitions until aborted, by one watch of their metadata: what was learnt of a schema, of
 * subresources and of versions is true only until then.
 *
 * @remarks Without the right to watch them, or where there are none at all, everything is taken to have changed every ten minutes.
 */
export async function watchDefinitions(
  options: DefinitionWatchOptions,
  signal: AbortSignal,
): Promise<void> {
  const { cluster, clock, log, names, changed } = options;
  const [only] = names;
  if (only === undefined) return;
  const reflector = createReflector({
    cluster,
    type: DEFINITION_TYPE,
    selection: {
      isMetadataOnly: true,
      ...(names.length === 1 ? { fieldSelector: `metadata.name=${only}` } : {}),
    },
    clock,
    log,
    sink: definitionSink(new Set(names), changed),
    endsOn: (error) => {
      const isForbidden = isOrkError(error, ErrorCode.ApiForbidden);
      if (isForbidden) log.warn({ err: error, everyMs: POLL_MS }, NOT_WATCHED);
      return isForbidden;
    },
  });
  await reflector.run(signal);
  while (!signal.aborted) {
    await clock.sleep(POLL_MS, signal);
    if (!signal.aborted) for (const name of names) changed(name);
  }
}

/**
 * Why a kind is missing although its definition is there.
 *
 * @returns `''` when there is no definition, or when it cannot be read
 */
export async function unservedText(
  cluster: Cluster,
  { gvk, plural }: Pick<CrdProgram, 'gvk' | 'plural'>,
  signal: AbortSignal,
): Promise<string> {
  const name = `${plural}.${gvk.group}`;
  const target = { type: DEFINITION_TYPE, ref: { namespace: '', name } };
  try {
    const versions = getPath(await cluster.get(target, signal), ['spec', 'versions']);
    if (!Array.isArray(versions)) return '';
    const served = versions.filter(isObject).filter((version) => version['served'] === true);
    const list = served.map((version) => String(version['name'])).join(', ');
    // One that is about to be served says nothing of what is missing.
    if (served.some((version) => version['name'] === gvk.version)) return '';
    return `${name} is installed and serves ${list === '' ? 'no version' : list}, not ${gvk.version}`;
  } catch {
    // Without the right to read it, it is called not installed, which is all that can be known.
    return '';
  }
}

/** Compares what a watch tells with what was known; nothing but generations is kept. */
export function definitionSink(
  names: ReadonlySet<string>,
  changed: (name: string) => void,
): ReflectorSink {
  const known = new Map<string, string>();
  let isFilled = false;
  const see = (object: KubeObject): void => {
    const { name } = object.metadata;
    if (!names.has(name)) return;
    const print = printOf(object);
    if (known.get(name) === print) return;
    known.set(name, print);
    if (isFilled) changed(name);
  };
  const lose = (name: string): void => {
    if (known.delete(name) && isFilled) changed(name);
  };
  return {
    apply: (type, object) => (type === 'DELETED' ? lose(object.metadata.name) : see(object)),
    bookmark: () => undefined,
    beginReplacement() {
      const seen = new Set<string>();
      return {
        add(object) {
          seen.add(object.metadata.name);
          see(object);
        },
        remove(object) {
          seen.delete(object.metadata.name);
          lose(object.metadata.name);
        },
        commit() {
          for (const name of [...known.keys()]) if (!seen.has(name)) lose(name);
          isFilled = true;
        },
      };
    },
    synced: () => undefined,
  };
}

/** A generation counts changes of what is declared, not of the status. */
function printOf({ metadata }: KubeObject): string {
  return `${metadata.uid}/${metadata.generation ?? metadata.resourceVersion}`;
}
