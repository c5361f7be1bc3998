import type { JointBlock, JointProblem, JsonObject } from '../../core/index.ts';
import { BlockReader } from './block/block-reader.ts';
import { compareWritten, type Likeness } from './block/compare-written.ts';
import { builtInKind } from './kinds/built-in-kinds.ts';
import { SERVERS } from './plan/workloads-of.ts';
import { ambiguityOf, SUFFIXES } from './pod/service-target.ts';

/** As a template sees the custom resource that a Katalog does not know yet. */
const OWNER = { name: '{{ .metadata.name }}', namespace: '{{ .metadata.namespace }}' };

/** A block with the fields by which a Service and a workload find each other, as written. */
interface Written {
  readonly of: JointBlock;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** A number, or a text that holds a template. */
  readonly port: string | undefined;
  readonly serviceName: string;
}

/** Tells of Services without a selector that may be for the pods of several workloads. */
export function checkTogether(blocks: readonly JointBlock[]): readonly JointProblem[] {
  const workloads = blocks.filter(({ kind }) => SERVERS.has(kind)).map(readWritten);
  return blocks
    .filter(({ block, kind }) => kind === 'services' && lacksSelector(block))
    .flatMap((each) => checkService(readWritten(each), workloads) ?? []);
}

function lacksSelector({ selector }: JsonObject): boolean {
  if (selector === undefined || selector === null || selector === '') return true;
  return typeof selector === 'object' && Object.keys(selector).length === 0;
}

function readWritten(of: JointBlock): Written {
  const { block, kind } = of;
  const definition = builtInKind(kind);
  // Faults of the block itself are told by its own check.
  const reader = new BlockReader(block, { stage: 'written' });
  const text = (key: string): string => String(reader.raw(key) ?? '');
  const name = text('name') || (definition?.defaultName(OWNER.name, reader) ?? '');
  const port = kind === 'services' ? text('targetPort') || text('port') : text('port');
  return {
    of,
    kind: definition?.type.kind ?? kind,
    name,
    namespace: text('namespace') || OWNER.namespace,
    port: port === '' ? undefined : port,
    serviceName: text('serviceName'),
  };
}

function checkService(service: Written, all: readonly Written[]): JointProblem | undefined {
  const { always, entry, never } = service.of;
  const placed = all.filter(
    ({ namespace, of }) =>
      !never.has(of.entry) && compareWritten(namespace, service.namespace) !== 'different',
  );
  const near = distinct(placed).filter(
    ({ namespace }) => compareWritten(namespace, service.namespace) === 'equal',
  );
  const present = near.filter(({ of }) => always.has(of.entry) && !of.isRepeated);
  const problem = (of: readonly Written[], isCertain: boolean): JointProblem => ({
    entry,
    path: ['selector'],
    message: ambiguityOf(of, isCertain),
    isCertain,
  });
  if (present.length > 1 && remainsOpen(service, present, placed, compareWritten))
    return problem(present, true);
  const some = possiblyTogether(near, service).find((pair) => {
    const others = present.filter((each) => !pair.includes(each));
    const seen = [...pair, ...others];
    return remainsOpen(service, seen, seen, likelyAlike);
  });
  return some === undefined ? undefined : problem(some, false);
}

/** Pairs that one custom resource may have at the same time; an entry with a list makes one by itself. */
function possiblyTogether(
  near: readonly Written[],
  service: Written,
): readonly (readonly Written[])[] {
  return near.flatMap((one, index) => {
    const others = near.slice(index + 1).filter((other) => !areApart(one.of, other.of));
    // The same list makes Services for the one and the other.
    const isSeveral = one.of.isRepeated && !service.of.isRepeated;
    return [...others, ...(isSeveral ? [one] : [])].map((other) => [one, other]);
  });
}

function areApart(one: JointBlock, other: JointBlock): boolean {
  return one.never.has(other.entry) && other.never.has(one.entry);
}

/** Several entries may be for one object. */
function distinct(workloads: readonly Written[]): readonly Written[] {
  const byObject = new Map<string, Written>();
  for (const each of workloads) {
    byObject.set(JSON.stringify([each.kind, each.namespace, each.name]), each);
  }
  return [...byObject.values()];
}

/** Whether none of the rules by which a Service finds its workload can choose one: see `targetsOf`. */
function remainsOpen(
  service: Written,
  present: readonly Written[],
  possible: readonly Written[],
  compare: typeof compareWritten,
): boolean {
  const rules: readonly ((workload: Written) => Likeness)[] = [
    ({ name }) => compare(name, service.name),
    ({ serviceName }) => compare(serviceName, service.name),
    ({ name }) => anyOf(SUFFIXES.map((suffix) => compare(`${name}${suffix}`, service.name))),
    ({ port }) => {
      if (port === undefined || service.port === undefined) return 'different';
      return compare(port, service.port);
    },
  ];
  return rules.every((rule) => {
    const chosen = present.filter((workload) => rule(workload) === 'equal');
    return chosen.length > 1 || possible.every((workload) => rule(workload) === 'different');
  });
}

const ONLY_NAMES = /^(?:[^{]|\{\{\s*\.metadata\.(?:name|namespace)\s*\}\})*$/;

/** A custom resource may have any name, but hardly the one that makes two such texts equal. */
function likelyAlike(left: string, right: string): Likeness {
  const likeness = compareWritten(left, right);
  const isUnlikely = likeness === 'unknown' && ONLY_NAMES.test(left) && ONLY_NAMES.test(right);
  return isUnlikely ? 'different' : likeness;
}

function anyOf(likenesses: readonly Likeness[]): Likeness {
  if (likenesses.includes('equal')) return 'equal';
  return likenesses.includes('unknown') ? 'unknown' : 'different';
}
