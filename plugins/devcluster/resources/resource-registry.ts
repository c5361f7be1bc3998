import type { ApiResource } from './api-resource.ts';

/** The resources that are served right now: the built-in ones and those of established CRDs. */
export class ResourceRegistry {
  readonly #builtIn: readonly ApiResource[];
  readonly #custom = new Map<string, readonly ApiResource[]>();
  #byPath = new Map<string, ApiResource>();

  constructor(builtIn: readonly ApiResource[]) {
    this.#builtIn = builtIn;
    this.#index();
  }

  /** Serves the versions of a CRD in place of those served before. */
  serve(crdName: string, resources: readonly ApiResource[]): void {
    this.#custom.set(crdName, resources);
    this.#index();
  }

  /** Stops serving a CRD. */
  withdraw(crdName: string): void {
    this.#custom.delete(crdName);
    this.#index();
  }

  all(): readonly ApiResource[] {
    return [...this.#byPath.values()];
  }

  get(group: string, version: string, plural: string): ApiResource | undefined {
    return this.#byPath.get(`${group}/${version}/${plural}`);
  }

  /** The resource of a kind, in the given version or in any other served one. */
  forKind(group: string, kind: string, version?: string): ApiResource | undefined {
    const candidates = this.all().filter((entry) => entry.group === group && entry.kind === kind);
    return candidates.find((entry) => entry.version === version) ?? candidates[0];
  }

  /** Any version of the resource that keeps its objects in the collection. */
  forCollection(collection: string): ApiResource | undefined {
    return this.all().find((entry) => entry.collection === collection);
  }

  #index(): void {
    const entries = [...this.#builtIn, ...[...this.#custom.values()].flat()];
    this.#byPath = new Map(
      entries.map((entry) => [`${entry.group}/${entry.version}/${entry.plural}`, entry]),
    );
  }
}
