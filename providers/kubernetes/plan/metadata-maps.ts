import type { BlockReader } from '../block/block-reader.ts';
import { labelValue, qualifiedKey } from '../block/name-rules.ts';

/** Declared labels and annotations, checked by the rules of Kubernetes. */
export function readLabels(reader: BlockReader): {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
} {
  const labels = reader.textMap('labels') ?? {};
  const annotations = reader.textMap('annotations') ?? {};
  checkKeys(reader, 'labels', labels);
  checkKeys(reader, 'annotations', annotations);
  for (const [key, value] of Object.entries(labels)) {
    const problem = reader.isDeferred(value) ? undefined : labelValue(value);
    if (problem !== undefined) reader.report(['labels', key], problem);
  }
  return { labels, annotations };
}

function checkKeys(
  reader: BlockReader,
  field: string,
  map: Readonly<Record<string, string>>,
): void {
  for (const key of Object.keys(map)) {
    const problem = qualifiedKey(key);
    if (problem !== undefined) reader.reportKey([field, key], problem);
  }
}
