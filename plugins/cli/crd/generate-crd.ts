import {
  type CrdProgram,
  ErrorCode,
  isObject,
  type JsonObject,
  type KubeObject,
  OrkError,
} from '../../../core/index.ts';
import { FieldTree } from './field-tree.ts';
import { typeOfWord } from './infer-type.ts';
import { learnReferences } from './learn-references.ts';
import { learnRules } from './learn-rules.ts';

const ANY_FIELDS = { 'x-kubernetes-preserve-unknown-fields': true };

/**
 * The CRD that an operator implies (apiextensions.k8s.io/v1).
 *
 * @throws {OrkError} `KindUnknown` for a built-in kind, which needs none.
 */
export function generateCrd(crd: CrdProgram): KubeObject {
  const { gvk, namespaced, plural } = crd;
  if (!gvk.group.includes('.')) throw builtIn(crd);
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${gvk.group}` },
    spec: {
      group: gvk.group,
      names: {
        kind: gvk.kind,
        listKind: `${gvk.kind}List`,
        plural,
        singular: gvk.kind.toLowerCase(),
      },
      scope: namespaced ? 'Namespaced' : 'Cluster',
      versions: [
        {
          name: gvk.version,
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: printerColumns(crd),
          schema: { openAPIV3Schema: rootSchema(crd) },
        },
      ],
    },
  };
}

function rootSchema(crd: CrdProgram): object {
  const tree = new FieldTree();
  tree.at(['spec']);
  learnRules(entryOf(crd), tree);
  learnReferences(crd, tree);
  const { properties = {}, ...rest } = tree.schema();
  const spec = (properties as Record<string, Record<string, unknown>>)['spec'] ?? {};
  return {
    ...rest,
    type: 'object',
    properties: { spec: { type: 'object', ...spec }, status: statusSchema(crd) },
  };
}

/** The entry in canonical form; rules are data only there. */
function entryOf({ katalog, name }: CrdProgram): JsonObject {
  const { spec } = katalog.enriched;
  const crds: unknown = isObject(spec) ? spec['crds'] : undefined;
  const entry: unknown = isObject(crds) ? crds[name] : undefined;
  return isObject(entry) ? (entry as JsonObject) : {};
}

/** The declared fields, and those the runtime always writes (katalog-language §11.1). */
function statusSchema(crd: CrdProgram): object {
  const tree = new FieldTree();
  for (const { path, type } of crd.status.fields) {
    const field = tree.at(path);
    field.learn(typeOfWord(type));
    if (type === undefined) field.learn('string');
  }
  const properties = tree.schema()['properties'] as object | undefined;
  const conditions = {
    type: 'array',
    items: {
      type: 'object',
      required: ['type', 'status'],
      properties: {
        type: { type: 'string' },
        status: { type: 'string', enum: ['True', 'False', 'Unknown'] },
        reason: { type: 'string' },
        message: { type: 'string' },
        observedGeneration: { type: 'integer', format: 'int64' },
        lastTransitionTime: { type: 'string', format: 'date-time' },
      },
    },
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['type'],
  };
  return {
    type: 'object',
    properties: {
      conditions,
      observedGeneration: { type: 'integer', format: 'int64' },
      ...properties,
    },
    ...ANY_FIELDS,
  };
}

/** `phase` first, then the other plain status fields, whether it is ready, and its age. */
function printerColumns({ status }: CrdProgram): readonly object[] {
  const plain = status.fields.filter(({ path }) => path.length === 1);
  const names = [...new Set(plain.map(({ path }) => path[0] ?? ''))];
  const ordered = [
    ...names.filter((name) => name === 'phase'),
    ...names.filter((name) => name !== 'phase'),
  ];
  const columns = ordered.slice(0, 4).map((name) => {
    const field = plain.find(({ path }) => path[0] === name);
    const type = typeOfWord(field?.type) ?? 'string';
    return {
      name: name.charAt(0).toUpperCase() + name.slice(1),
      type,
      jsonPath: `.status.${name}`,
    };
  });
  return [
    ...columns,
    { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ];
}

function builtIn({ gvk, name }: CrdProgram): OrkError {
  return new OrkError('Kind is built in', {
    code: ErrorCode.KindUnknown,
    retry: { kind: 'never' },
    details: { text: `${name}: ${gvk.kind} is built into Kubernetes and needs no CRD` },
  });
}
