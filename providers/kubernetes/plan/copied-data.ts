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
  const declared = isObject(manifest['data']) ? manifest['data'] : {};
  const data = { ...source.data, ...declared };
  const { binaryData } = source;
  const binary =
    binaryData === undefined
      ? {}
      : Object.fromEntries(Object.entries(binaryData).filter(([key]) => !(key in declared)));
  return restamp({
    ...manifest,
    ...(Object.keys(data).length === 0 ? {} : { data }),
    ...(Object.keys(binary).length === 0 ? {} : { binaryData: binary }),
  });
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
