import { isObject } from '../object/json.ts';
import { getPath } from '../object/path.ts';
import { defineNotes, type NoteDefinition } from './define-note.ts';
import { plainText } from './go-text.ts';
import type { Note } from './note.ts';
import { integerAt, mapAt, mapsAt, textAt } from './object-fields.ts';
import { isEmptyCollection } from './truth.ts';

/** Parts of any Kubernetes object; what is absent reads as empty (notes.md §1.13). */
export const objectNotes: readonly Note[] = defineNotes('object', {
  ...part('meta', 'metadata', '{{ (meta .).name }}', 'shop'),
  ...part('spec', 'spec', '{{ (spec .).image }}', 'nginx:1.27'),
  ...part('status', 'status', '{{ (status .).phase }}', 'Ready'),
  'labels(object any) map': {
    description: 'The labels.',
    example: ['{{ (labels .).tier }}', 'gold'],
    call: (args) => mapAt(args.any(0), 'metadata', 'labels'),
  },
  'annotations(object any) map': {
    description: 'The annotations.',
    example: ['{{ (annotations .).team }}', 'checkout'],
    call: (args) => mapAt(args.any(0), 'metadata', 'annotations'),
  },
  ...metadata('name', 'name', 'The name.', 'shop'),
  ...metadata('namespace', 'namespace', 'The namespace.', 'store'),
  ...metadata('resourceName', 'name', 'The name.', 'shop'),
  ...metadata('resourceNamespace', 'namespace', 'The namespace.', 'store'),
  ...metadata('resourceUID', 'uid', 'The uid.', '5f0c0f0e-0000-4000-8000-000000000001'),
  ...metadata('resourceVersion', 'resourceVersion', 'The resource version.', '42'),
  ...metadata(
    'creationTimestamp',
    'creationTimestamp',
    'When the object was created.',
    '2026-01-10T08:00:00Z',
  ),
  'phase(object any) string': {
    description: 'status.phase.',
    example: ['{{ phase .cross.db }}', 'Ready'],
    call: (args) => textAt(args.any(0), 'status', 'phase'),
  },
  'getStatus(object any, key string) string': {
    description: 'The text of one scalar of the status.',
    example: ['{{ getStatus .cross.db "endpoint" }}', 'db.store.svc'],
    call: (args) => {
      const value = getPath(args.any(0), ['status', args.text(1)]);
      return isObject(value) || Array.isArray(value) ? '' : plainText(value);
    },
  },
  'hasStatus(object any, key string) boolean': {
    description: 'Whether the status has a key with content; 0 and false count.',
    example: ['{{ hasStatus . "phase" }}', 'true'],
    call: (args) => {
      const value = getPath(args.any(0), ['status', args.text(1)]) ?? '';
      return value !== '' && !isEmptyCollection(value);
    },
  },
  'ownerKind(object any) string': {
    description: 'Kind of the first owner.',
    example: ['{{ ownerKind . }}', 'Market'],
    call: (args) => textAt(mapsAt(args.any(0), 'metadata', 'ownerReferences')[0], 'kind'),
  },
  'ownerName(object any) string': {
    description: 'Name of the first owner.',
    example: ['{{ ownerName . }}', 'main'],
    call: (args) => textAt(mapsAt(args.any(0), 'metadata', 'ownerReferences')[0], 'name'),
  },
  'resourceExists(object any) boolean': {
    description:
      'Whether the argument is an object and no placeholder of one that is still to come.',
    example: ['{{ resourceExists .children.deployment }}', 'true'],
    call: (args) => isObject(args.any(0)) && args.object(0)['_placeholder'] !== true,
  },
  'isTerminating(object any) boolean': {
    description: 'Whether the object is being deleted.',
    example: ['{{ isTerminating . }}', 'false'],
    call: (args) => {
      const time = getPath(args.any(0), ['metadata', 'deletionTimestamp']) ?? '';
      return time !== '' && time !== 'null';
    },
  },
  'generation(object any) number': {
    description: 'metadata.generation.',
    example: ['{{ generation . }}', '3'],
    call: (args) => integerAt(args.any(0), 'metadata', 'generation'),
  },
  'observedGeneration(object any) number': {
    description: 'status.observedGeneration.',
    example: ['{{ observedGeneration . }}', '3'],
    call: (args) => integerAt(args.any(0), 'status', 'observedGeneration'),
  },
  'isSynced(object any) boolean': {
    description: 'Whether the status tells of the present generation.',
    example: ['{{ isSynced . }}', 'true'],
    call: (args) =>
      integerAt(args.any(0), 'metadata', 'generation') ===
      integerAt(args.any(0), 'status', 'observedGeneration'),
  },
  'resourceCPU(object any) string': {
    description: 'spec.resources.requests.cpu.',
    example: ['{{ resourceCPU . }}', '100m'],
    call: (args) => plainText(getPath(args.any(0), ['spec', 'resources', 'requests', 'cpu'])),
  },
  'resourceMemory(object any) string': {
    description: 'spec.resources.requests.memory.',
    example: ['{{ resourceMemory . }}', '128Mi'],
    call: (args) => plainText(getPath(args.any(0), ['spec', 'resources', 'requests', 'memory'])),
  },
});

type Definitions = Readonly<Record<string, NoteDefinition>>;

function part(name: string, key: string, template: string, result: string): Definitions {
  return {
    [`${name}(object any) map`]: {
      description: `The ${key} of an object.`,
      example: [template, result],
      call: (args) => mapAt(args.any(0), key),
    },
  };
}

function metadata(name: string, key: string, description: string, result: string): Definitions {
  return {
    [`${name}(object any) string`]: {
      description,
      example: [`{{ ${name} . }}`, result],
      call: (args) => textAt(args.any(0), 'metadata', key),
    },
  };
}
