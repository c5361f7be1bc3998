import type { CrdProgram } from '../../../core/index.ts';
import { typeOfStatus } from './status-schema.ts';

/** Names that a JSON path of the API server takes as they are. */
const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;

/** `phase` first, then the other plain status fields, whether it is ready, and its age. */
export function printerColumns({ status }: CrdProgram): readonly object[] {
  const plain = status.fields.filter(({ path }) => path.length === 1);
  const names = [...new Set(plain.map(({ path }) => path[0] ?? ''))].filter((name) =>
    PLAIN_NAME.test(name),
  );
  const ordered = [
    ...names.filter((name) => name === 'phase'),
    ...names.filter((name) => name !== 'phase'),
  ];
  const columns = ordered.slice(0, 4).map((name) => {
    const type = typeOfStatus([name], status.fields);
    return {
      name: name.charAt(0).toUpperCase() + name.slice(1),
      type: type === undefined || type === 'object' ? 'string' : type,
      jsonPath: `.status.${name}`,
    };
  });
  return [
    ...columns,
    { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ];
}
