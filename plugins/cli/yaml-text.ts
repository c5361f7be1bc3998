import { stringify } from 'yaml';

/** YAML without anchors and folded lines, as kubectl prints it; several values become several documents. */
export function toYaml(documents: readonly object[]): string {
  return documents
    .map((each) => stringify(each, { aliasDuplicateObjects: false, lineWidth: 0 }))
    .join('---\n');
}
