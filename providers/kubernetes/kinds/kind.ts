import type { JsonObject, OutputKeys, ResourceType } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import type { NameRule } from '../block/name-rules.ts';
import type { Labels, Workload } from '../pod/workload.ts';

/** A part of a manifest. */
export type Part = Readonly<Record<string, unknown>>;

/** What a block turns into, before identity is stamped on it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** Facts of the custom resource that manifests are made from. */
export interface BuildContext {
  /** Name of the custom resource. */
  readonly ownerName: string;
  /** Labels that name the custom resource. */
  readonly ownerLabels: Labels;
  /** Kind of the object being built. */
  readonly kind: string;
  /** Name of the object being built. */
  readonly name: string;
  /** Namespace of the object being built; `''` when cluster-scoped. */
  readonly namespace: string;
  /** Labels the block declares. */
  readonly labels: Labels;
  /** Workloads the same custom resource declares, for the targets of Services (katalog-language §7.5). */
  readonly workloads: readonly Workload[];
  /** RFC 3339 time of creation, for kinds that note it. */
  readonly now: () => string;
  readonly isRunOnDelete: boolean;
}

/** One built-in kind: how a short block becomes a manifest. Pure. */
export interface KindDefinition {
  /** Key of the list in a Katalog. */
  readonly key: string;
  readonly type: ResourceType;
  readonly wave: number;
  readonly createOnce: boolean;
  readonly schema: JsonObject;
  /** `true`: has `toNamespaces`. Default: false. */
  readonly hasCopies?: boolean;
  /** Keys under `children` (katalog-language §10.2). */
  readonly outputs: OutputKeys;
  readonly nameRule: NameRule;
  defaultName(ownerName: string, block: BlockReader): string;
  /** A default name that depends on the block, for where the block is not known. */
  otherDefaultName?(ownerName: string): string;
  /** Everything but `apiVersion`, `kind` and the common fields of `metadata`. */
  build(block: BlockReader, context: BuildContext): Part;
}

/** Keys under `children`, each in camel case and in small letters: `statefulSet` and `statefulset`. */
export function outputNames(plurals: readonly string[], singulars: readonly string[]): OutputKeys {
  return { byName: withLowerCase(plurals), single: withLowerCase(singulars) };
}

function withLowerCase(names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap((name) => [name, name.toLowerCase()]))];
}

/** First what others refer to, then the rest (design §5). */
export const WAVE: {
  readonly foundation: number;
  readonly rest: number;
} = { foundation: 0, rest: 1 };

/** Parts that are there. */
export function compact(part: Part): Part {
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(part)) if (part[key] !== undefined) kept[key] = part[key];
  return kept;
}

/** A part, or nothing when it would be empty. */
export function unlessEmpty(part: Part): Part | undefined {
  const kept = compact(part);
  return Object.keys(kept).length === 0 ? undefined : kept;
}
