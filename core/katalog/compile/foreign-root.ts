/** What is here instead of a root of Helm. */
interface ForeignRoot {
  /** The path that says the same. */
  readonly nearest?: string;
  /** What to do, where no path says it. */
  readonly advice?: string;
}

/** What each custom resource says of itself, as a chart asks its release. */
const RELEASE: ReadonlyMap<string | undefined, string> = new Map([
  [undefined, 'metadata'],
  ['Name', 'metadata.name'],
  ['Namespace', 'metadata.namespace'],
  ['Revision', 'metadata.generation'],
]);

const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['Release', 'custom resources have no releases'],
  ['Chart', 'a Katalog is no chart: write the value itself'],
  ['Capabilities', 'what the cluster can do cannot be asked: make it a field of the spec'],
  ['Files', 'files cannot be read: write the text into the Katalog'],
  ['Template', 'templates have no names: write the value itself'],
  ['Subcharts', 'a Katalog has no charts: write the value itself'],
]);

/** What has here what a path of Helm reads (`Values.image`, `Release.Name`), `undefined` when Helm has no such root. */
export function foreignRoot([root = '', ...rest]: readonly string[]): ForeignRoot | undefined {
  const isKnown = !rest.includes('*');
  if (root === 'Values') return { nearest: ['spec', ...(isKnown ? rest : [])].join('.') };
  const nearest = root === 'Release' ? RELEASE.get(rest[0]) : undefined;
  if (nearest !== undefined) return { nearest };
  const advice = INSTEAD.get(root);
  return advice === undefined ? undefined : { advice };
}
