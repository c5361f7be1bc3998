import {
  type GroupVersionKind,
  gvkOf,
  type JsonObject,
  type OutputKeys,
} from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { record, scalar, textMap } from '../schema/fields.ts';
import { outputNames, type Part, WAVE } from './kind.ts';

/** Key of the list in a Katalog. */
export const CUSTOM_KEY = 'custom';

/** Objects of any kind go out with the workloads. */
export const CUSTOM_WAVE: number = WAVE.rest;

/** Keys under `children`. */
export const CUSTOM_OUTPUTS: OutputKeys = outputNames(['customs'], ['custom']);

/** What a `custom` block says beside its verbatim fields (katalog-language §7.10). */
export interface CustomBlock {
  readonly gvk: GroupVersionKind;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** As declared; discovery decides. */
  readonly namespaced: boolean | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Status the object starts with. */
  readonly status: Part | undefined;
  readonly hasStatus: boolean | undefined;
  /** Every other top-level key. */
  readonly rest: Part;
}

const OWN_KEYS = new Set(['apiVersion', 'kind', 'metadata', 'hasStatus', 'status']);

/** Reads a `custom` block. */
export function readCustom(block: BlockReader): CustomBlock {
  const apiVersion = literal(block, 'apiVersion');
  const kind = literal(block, 'kind');
  const metadata = block.object('metadata');
  const hasStatus = block.boolean('hasStatus');
  const status = block.object('status')?.block;
  if (hasStatus === false && status !== undefined) {
    block.report('status', 'cannot stand beside hasStatus: false');
  }
  const custom = {
    gvk: gvkOf({ apiVersion, kind }),
    name: metadata?.text('name'),
    namespace: metadata?.text('namespace'),
    namespaced: metadata?.boolean('namespaced'),
    labels: metadata?.textMap('labels') ?? {},
    annotations: metadata?.textMap('annotations') ?? {},
    status,
    hasStatus,
    rest: Object.fromEntries(
      block
        .keys()
        .filter((key) => !OWN_KEYS.has(key))
        .map((key) => [key, block.rawOrEmpty(key)]),
    ),
  };
  metadata?.end();
  return custom;
}

/** What decides which kind is watched must be known before anything runs. */
function literal(block: BlockReader, key: string): string {
  const text = block.requiredText(key);
  if (block.isDeferred(text)) {
    block.report(key, 'must be written out: a template cannot say which kind is watched');
  }
  return text;
}

/** Schema of a `custom` block: any object of Kubernetes. */
export const CUSTOM_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Custom',
  description: 'An object of any kind; fields not named here are copied as they are.',
  type: 'object',
  properties: {
    apiVersion: { description: 'Group and version, without templates.', type: 'string' },
    kind: { description: 'Kind, without templates.', type: 'string' },
    metadata: record('Name, place, labels and annotations.', {
      name: scalar('Name. Default: <custom resource>-custom.'),
      namespace: scalar('Namespace. Default: that of the custom resource, else default.'),
      namespaced: scalar(
        'Scope of the kind; must agree with the cluster. Default: what the cluster says.',
      ),
      labels: textMap('Labels; those of the runtime are added and win.'),
      annotations: textMap('Annotations.'),
    }),
    hasStatus: scalar('false: the status is never written. Default: what the cluster says.'),
    status: {
      description: 'Status the object starts with. Default: none.',
      type: ['object', 'null'],
    },
  },
  required: ['apiVersion', 'kind'],
  additionalProperties: true,
};
