import { type CrdProgram, ErrorCode, type KubeObject, OrkError } from '../../../core/index.ts';
import { printerColumns } from './printer-columns.ts';
import { specSchema } from './spec-schema.ts';
import { statusSchema } from './status-schema.ts';

/**
 * The CRD that an operator implies (apiextensions.k8s.io/v1).
 *
 * @remarks It lists what the operator reads, and refuses nothing that the operator could work with: only validation rules, which
 * refuse the same by themselves, close anything.
 * @throws {OrkError} `KindUnknown` for a built-in kind, which needs none.
 */
export function generateCrd(crd: CrdProgram): KubeObject {
  const { gvk, namespaced, plural } = crd;
  if (!gvk.group.includes('.')) throw builtIn(crd);
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: crdNameOf(crd) },
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

/** Name of the definition of a kind. */
export function crdNameOf({ gvk, plural }: Pick<CrdProgram, 'gvk' | 'plural'>): string {
  return `${plural}.${gvk.group}`;
}

/** Fields beside `spec` are kept too: expressions may read `data`, or whatever else stands there. */
function rootSchema(crd: CrdProgram): object {
  const { isRequired, schema } = specSchema(crd);
  return {
    type: 'object',
    ...(isRequired ? { required: ['spec'] } : {}),
    properties: { spec: schema, status: statusSchema(crd) },
    'x-kubernetes-preserve-unknown-fields': true,
  };
}

function builtIn({ gvk, name }: CrdProgram): OrkError {
  return new OrkError('Kind is built in', {
    code: ErrorCode.KindUnknown,
    retry: { kind: 'never' },
    details: { text: `${name}: ${gvk.kind} is built into Kubernetes and needs no CRD` },
  });
}
