import {
  type Cluster,
  type InformerSet,
  isObject,
  type KubeObject,
  type Subscription,
} from '../../../core/index.ts';
import { builtInKindOf } from '../kinds/built-in-kinds.ts';
import { type CopiedData, nameOfSource, type SourceData } from '../plan/copied-data.ts';
import type { CopySource } from '../plan/desired-child.ts';
import { missingSource } from '../plan/plan-errors.ts';

/** Who copies a source, and how to say that it changed. */
export interface Copier {
  readonly uid: string;
  readonly changed: () => void;
}

interface Source {
  readonly subscription: Subscription;
  readonly copiers: Map<string, () => void>;
}

/** Objects that Secrets and ConfigMaps are copied from: each is watched alone, from its first copy on. */
export class CopySources implements CopiedData {
  readonly #cluster: Cluster;
  readonly #informers: InformerSet;
  readonly #sources = new Map<string, Source>();
  readonly #byOwner = new Map<string, Set<string>>();

  constructor(cluster: Cluster, informers: InformerSet) {
    this.#cluster = cluster;
    this.#informers = informers;
  }

  read(source: CopySource): SourceData | 'missing' | undefined {
    const known = this.#sources.get(nameOfSource(source));
    if (known === undefined || known.subscription.status().phase !== 'synced') return undefined;
    const object = known.subscription.store.get(source);
    return object === undefined ? 'missing' : dataOf(object);
  }

  /**
   * The data of a source, which is followed from now on.
   *
   * @throws {@link OrkError} `ReconcileFailed` when there is none.
   */
  async fetch(source: CopySource, copier: Copier, signal: AbortSignal): Promise<SourceData> {
    this.#follow(source, copier);
    const known = this.read(source);
    if (known !== undefined && known !== 'missing') return known;
    const { type } = builtInKindOf({ group: '', kind: source.kind }) ?? {};
    if (type === undefined) throw new TypeError(`No kind ${source.kind}`);
    const { namespace, name } = source;
    const object = await this.#cluster.get({ type, ref: { namespace, name } }, signal);
    if (object === undefined) throw missingSource(nameOfSource(source));
    return dataOf(object);
  }

  /** Changes when a source of the owner does. */
  versionFor(uid: string): string {
    let version = '';
    for (const name of this.#byOwner.get(uid) ?? []) {
      for (const object of this.#sources.get(name)?.subscription.store.list() ?? []) {
        version += `+${object.metadata.resourceVersion}`;
      }
    }
    return version;
  }

  #follow(source: CopySource, { uid, changed }: Copier): void {
    const name = nameOfSource(source);
    const names = this.#byOwner.get(uid) ?? new Set();
    this.#byOwner.set(uid, names.add(name));
    const known = this.#sources.get(name);
    if (known !== undefined) {
      known.copiers.set(uid, changed);
      return;
    }
    const copiers = new Map([[uid, changed]]);
    const subscription = this.#informers.subscribe({
      gvk: { group: '', version: 'v1', kind: source.kind },
      selection: { namespace: source.namespace, fieldSelector: `metadata.name=${source.name}` },
      onEvent: () => {
        for (const tell of copiers.values()) tell();
      },
    });
    this.#sources.set(name, { subscription, copiers });
  }
}

function dataOf(object: KubeObject): SourceData {
  const { data, binaryData } = object;
  return {
    data: isObject(data) ? data : {},
    ...(isObject(binaryData) ? { binaryData } : {}),
  };
}
