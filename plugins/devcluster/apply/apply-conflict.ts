import { quote } from '../json/quote.ts';
import { StatusError } from '../status/status-error.ts';
import type { FieldSet } from './field-set.ts';
import { printPath } from './fields-v1.ts';
import type { Manager } from './managers.ts';

/** Fields of one other manager that an apply would change. */
export interface Conflict {
  readonly manager: Manager;
  readonly fields: FieldSet;
}

/** 409 that names each field and its owner, as server-side apply answers. */
export function applyConflict(conflicts: readonly Conflict[]): StatusError {
  const flat = conflicts.flatMap(({ manager, fields }) =>
    fields.paths().map((path) => ({ owner: printManager(manager), path: printPath(path) })),
  );
  return new StatusError(messageOf(flat), {
    code: 409,
    reason: 'Conflict',
    details: {
      causes: flat.map(({ owner, path }) => ({
        reason: 'FieldManagerConflict',
        message: `conflict with ${owner}`,
        field: path,
      })),
    },
  });
}

function messageOf(
  conflicts: readonly { readonly owner: string; readonly path: string }[],
): string {
  const [first] = conflicts;
  if (conflicts.length === 1 && first !== undefined) {
    return `Apply failed with 1 conflict: conflict with ${first.owner}: ${first.path}`;
  }
  const owners = [...new Set(conflicts.map(({ owner }) => owner))].sort();
  const blocks = owners.map((owner) => {
    const paths = conflicts.filter((entry) => entry.owner === owner).map(({ path }) => `- ${path}`);
    return [`conflicts with ${owner}:`, ...paths].join('\n');
  });
  return `Apply failed with ${conflicts.length} conflicts: ${blocks.join('\n')}`;
}

function printManager(manager: Manager): string {
  const through =
    manager.subresource === '' ? '' : ` with subresource ${quote(manager.subresource)}`;
  const name = `${quote(manager.name)}${through}`;
  if (manager.operation === 'Apply') return name;
  return `${name} using ${manager.apiVersion}`;
}
