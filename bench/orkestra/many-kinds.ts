import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { WEBSITE_CRD } from '../peers/definitions.ts';
import { KATALOG } from './peer.ts';

const GROUP = 'memory.orkestra.io';

/** A kind made after `Website`. */
export interface WebsiteKind {
  readonly kind: string;
  readonly plural: string;
  /** Path of its custom resources. */
  readonly path: string;
}

/** Definitions of many kinds, and a Katalog that serves them all as `Website` is served. */
export interface ManyKinds {
  readonly kinds: readonly WebsiteKind[];
  /** A `List` of custom resource definitions, as JSON. */
  readonly definitions: string;
  /** As JSON, which is YAML too. */
  readonly katalog: string;
}

/** Makes `count` kinds `Website1`, `Website2` … out of the benchmark's own definition and Katalog. */
export async function manyKinds(count: number): Promise<ManyKinds> {
  const crd = await read(WEBSITE_CRD);
  const katalog = await read(KATALOG);
  const kinds = Array.from({ length: count }, (_, index) => kindOf(index + 1));
  const crds = Object.fromEntries(
    kinds.map((kind) => [kind.kind.toLowerCase(), operatorFor(kind, katalog.spec.crds['website'])]),
  );
  const items = kinds.map((kind) => definitionFor(kind, crd));
  return {
    kinds,
    definitions: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    katalog: JSON.stringify({ ...katalog, spec: { ...katalog.spec, crds } }),
  };
}

/** A custom resource of such a kind; names are unique over all kinds, because children are named alike. */
export function aWebsiteOf({ kind }: WebsiteKind, index: number): object {
  return {
    apiVersion: `${GROUP}/v1alpha1`,
    kind,
    metadata: { name: `site-${index}`, namespace: 'default' },
    spec: { image: 'nginx:1.27', replicas: 2, port: 8080 },
  };
}

function kindOf(number: number): WebsiteKind {
  const plural = `websites${number}`;
  const path = `/apis/${GROUP}/v1alpha1/namespaces/default/${plural}`;
  return { kind: `Website${number}`, plural, path };
}

function definitionFor({ kind, plural }: WebsiteKind, website: Document): object {
  const singular = kind.toLowerCase();
  const names = { kind, listKind: `${kind}List`, plural, singular };
  return {
    ...website,
    metadata: { name: `${plural}.${GROUP}` },
    spec: { ...website.spec, group: GROUP, names },
  };
}

function operatorFor({ kind, plural }: WebsiteKind, website: object | undefined): object {
  return { ...website, apiTypes: { group: GROUP, version: 'v1alpha1', kind, plural } };
}

interface Document {
  readonly spec: { readonly crds: Readonly<Record<string, object>> };
}

async function read(path: string): Promise<Document> {
  return parse(await readFile(path, 'utf8')) as Document;
}
