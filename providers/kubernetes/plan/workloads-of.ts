import type { DesiredBlock, JsonObject, Owner, RetainedBlock } from '../../../core/index.ts';
import { BlockReader } from '../block/block-reader.ts';
import { builtInKind } from '../kinds/built-in-kinds.ts';
import type { Workload } from '../pod/workload.ts';
import { namespaceFor } from './namespace-for.ts';

/** Kinds whose pods a Service is for. */
export const SERVERS: ReadonlySet<string> = new Set(['deployments', 'statefulSets']);
const TASKS = new Set(['jobs', 'cronJobs']);

/** Workloads a custom resource declares, those whose condition is false included; one that several entries name counts once. */
export function workloadsOf(
  owner: Owner,
  blocks: readonly (DesiredBlock | RetainedBlock)[],
): readonly Workload[] {
  const workloads = new Map<string, Workload>();
  for (const each of blocks) {
    const { kind, block } = each;
    if (block === undefined || !(SERVERS.has(kind) || TASKS.has(kind))) continue;
    const workload = workloadOf(owner, kind, block);
    if (workload === undefined) continue;
    const id = JSON.stringify([kind, workload.namespace, workload.name]);
    // The last entry that asks for an object is the one it follows.
    if ('mode' in each || !workloads.has(id)) workloads.set(id, workload);
  }
  return [...workloads.values()];
}

/** `false`: a workload that nothing is known of but that it is declared. */
export function isKnown({ kind, block }: RetainedBlock): boolean {
  return block !== undefined || !SERVERS.has(kind);
}

function workloadOf(owner: Owner, kind: string, block: JsonObject): Workload | undefined {
  const definition = builtInKind(kind);
  if (definition === undefined) return undefined;
  // Faults of these blocks are told where the blocks themselves are built.
  const reader = new BlockReader(block, { stage: 'evaluated' });
  const name = reader.text('name') ?? definition.defaultName(owner.object.metadata.name, reader);
  const place = {
    kind: definition.type.kind,
    name,
    namespace: namespaceFor(reader.text('namespace'), owner),
    labels: reader.textMap('labels') ?? {},
  };
  if (TASKS.has(kind)) return { ...place, isTask: true };
  const port = reader.integer('port');
  const serviceName = reader.text('serviceName');
  return {
    ...place,
    ...(port === undefined ? {} : { port }),
    ...(serviceName === undefined ? {} : { serviceName }),
  };
}
