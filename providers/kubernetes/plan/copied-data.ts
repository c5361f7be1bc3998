import { isObject } from '../../../core/index.ts';
import type { Manifest, Part } from '../kinds/kind.ts';
import type { CopySource, DesiredChild } from './desired-child.ts';
import { restamp } from './stamp.ts';

/** What is copied. */
export interface SourceData {
  readonly data: Part;
  readonly binaryData?: Part;
}

/** Sources of copies as last seen. */
export interface CopiedData {
  /** `undefined`: not followed yet; `'missing'`: followed, and there is none. */
  read(source: CopySource): SourceData | 'missing' | undefined;
}

/** Names a source: `Secret default/web-creds`. */
export function nameOfSource(source: CopySource): string {
  return `${source.kind} ${source.namespace}/${source.name}`;
}

/** The manifest with the data of its source; declared keys win (katalog-language §7.6). */
export function withCopied(manifest: Manifest, source: SourceData): Manifest {
  const declared = partAt(manifest, 'data');
  const declaredBinary = partAt(manifest, 'binaryData');
  const data = { ...without(source.data, declaredBinary), ...declared };
  const binaryData = { ...without(source.binaryData ?? {}, declared), ...declaredBinary };
  return restamp({
    ...manifest,
    ...(Object.keys(data).length === 0 ? {} : { data }),
    ...(Object.keys(binaryData).length === 0 ? {} : { binaryData }),
  });
}

function partAt(manifest: Manifest, field: string): Part {
  const part = manifest[field];
  return isObject(part) ? part : {};
}

/** A key stands in one of both, as Kubernetes wants it. */
function without(part: Part, others: Part): Part {
  return Object.fromEntries(Object.entries(part).filter(([key]) => !Object.hasOwn(others, key)));
}

/** The child with its copied data, as far as that is known. */
export function filled(
  child: DesiredChild,
  copied: CopiedData,
): DesiredChild | 'missing' | undefined {
  if (child.copyFrom === undefined) return child;
  const source = copied.read(child.copyFrom);
  if (source === undefined || source === 'missing') return source;
  return { ...child, manifest: withCopied(child.manifest, source) };
}
