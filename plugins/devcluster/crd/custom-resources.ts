import type { KubernetesSchema, KubernetesSubresource } from '../../../schemas/index.ts';
import {
  at,
  isRecord,
  type JsonObject,
  listAt,
  recordAt,
  recordsAt,
  stringAt,
} from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { ApiResource, ScalePaths } from '../resources/api-resource.ts';
import { compareVersions } from '../resources/compare-versions.ts';
import type { LinkedDefinitions } from '../schema/link-definitions.ts';
import { customBehaviour } from './custom-behaviour.ts';
import { customColumns } from './custom-columns.ts';

const VERBS = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];
const WRITE_VERBS = ['get', 'patch', 'update'];
const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The resources a CRD defines: one per served version, all over the same collection. */
export function customResources(
  crd: KubeObject,
  definitions: LinkedDefinitions,
): readonly ApiResource[] {
  return recordsAt(crd, 'spec', 'versions')
    .filter(({ served }) => served === true)
    .map((version) => customResource(crd, version, definitions));
}

/** The collection that holds a CRD's objects. */
export function collectionOf(crd: KubeObject): string {
  return `${stringAt(crd, 'spec', 'group')}/${stringAt(crd, 'spec', 'names', 'plural')}`;
}

function customResource(
  crd: KubeObject,
  version: JsonObject,
  definitions: LinkedDefinitions,
): ApiResource {
  const group = stringAt(crd, 'spec', 'group');
  const names = recordAt(crd, 'spec', 'names');
  const kind = stringAt(names, 'kind');
  const versionName = stringAt(version, 'name');
  const schema = withMetadata(recordAt(version, 'schema', 'openAPIV3Schema'), definitions);
  const strings = (field: string) => listAt(names, field).map(String);
  return {
    group,
    version: versionName,
    kind,
    listKind: stringAt(names, 'listKind'),
    plural: stringAt(names, 'plural'),
    singular: stringAt(names, 'singular'),
    shortNames: strings('shortNames'),
    categories: strings('categories'),
    namespaced: stringAt(crd, 'spec', 'scope') === 'Namespaced',
    verbs: VERBS,
    subresources: subresourcesOf(version, kind),
    collection: collectionOf(crd),
    schema,
    definition: `${group.split('.').reverse().join('.')}.${versionName}.${kind}`,
    isCustom: true,
    deprecation: deprecationOf(crd, version),
    behaviour: customBehaviour(version, schema, `${group}/${versionName}`),
    columns: customColumns(version),
    scale: scalePathsOf(version),
  };
}

/** Warns with the text of the CRD, or points to the best version that is not deprecated. */
function deprecationOf(crd: KubeObject, version: JsonObject): string | undefined {
  if (version['deprecated'] !== true) return undefined;
  const text = stringAt(version, 'deprecationWarning');
  if (text !== '') return text;
  const { group, names } = recordAt(crd, 'spec');
  const kind = stringAt(names, 'kind');
  const [better] = recordsAt(crd, 'spec', 'versions')
    .filter(({ served, deprecated }) => served === true && deprecated !== true)
    .map(({ name }) => String(name))
    .sort(compareVersions);
  const hint = better === undefined ? '' : `; use ${String(group)}/${better} ${kind}`;
  return `${String(group)}/${stringAt(version, 'name')} ${kind} is deprecated${hint}`;
}

/** A CRD's schema says little of metadata; the server brings its own. */
function withMetadata(schema: JsonObject, definitions: LinkedDefinitions): KubernetesSchema {
  const metadata = definitions.get(OBJECT_META) ?? {};
  const properties = recordAt(schema, 'properties');
  return {
    ...schema,
    properties: {
      ...properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata,
    },
  };
}

function subresourcesOf(version: JsonObject, kind: string): readonly KubernetesSubresource[] {
  const subresources = recordAt(version, 'subresources');
  return [
    ...(isRecord(subresources['status']) ? [{ name: 'status', kind, verbs: WRITE_VERBS }] : []),
    ...(isRecord(subresources['scale'])
      ? [{ name: 'scale', kind: 'Scale', group: 'autoscaling', version: 'v1', verbs: WRITE_VERBS }]
      : []),
  ];
}

function scalePathsOf(version: JsonObject): ScalePaths | undefined {
  const scale = at(version, 'subresources', 'scale');
  if (!isRecord(scale)) return undefined;
  const path = (field: string) => stringAt(scale, field).split('.').filter(Boolean);
  const selector = path('labelSelectorPath');
  return {
    specReplicas: path('specReplicasPath'),
    statusReplicas: path('statusReplicasPath'),
    labelSelector: selector.length === 0 ? undefined : selector,
  };
}
