import {
  type CrdProgram,
  entriesOf,
  INVENTORY_NAME,
  installationOf,
  isObject,
  type JsonObject,
  leaseNameOf,
  type Program,
  type ResourceEntry,
} from '../../../core/index.ts';
import type { Grant } from './grant.ts';
import type { ResourceCatalog } from './resource-catalog.ts';

/** Informers list and watch; reading one object gives nothing that listing does not. */
const READ = ['get', 'list', 'watch'];

/** Server-side apply of an object that is absent is authorised as create too; delete: what is no longer declared. */
const WRITE = ['create', 'patch', 'delete'];

const EVENTS = { group: 'events.k8s.io', resource: 'events' };

/** Everything the runtime does with a program, and nothing more (security-ha §7.5). */
export function grantsOf(
  program: Program,
  catalog: ResourceCatalog,
  lease: { readonly namespace: string; readonly name?: string },
): readonly Grant[] {
  const { namespace, name = leaseNameOf(installationOf(program)) } = lease;
  return [
    ...leaseGrants(namespace, name),
    ...inventoryGrants(namespace),
    ...definitionGrants(program),
    ...program.crds.flatMap((crd) => grantsOfCrd(crd, catalog)),
  ];
}

/**
 * Definitions of custom resources, so that a changed one is noticed at once. An installation that is confined to namespaces gets no
 * right beyond them, and notices it within ten minutes.
 */
function definitionGrants({ crds }: Program): readonly Grant[] {
  const isConfined = crds.every(
    ({ namespaced, watch }) => namespaced && watch.namespace !== undefined,
  );
  if (isConfined || crds.every(({ gvk }) => gvk.group === '')) return [];
  const resource = 'customresourcedefinitions';
  return [{ group: 'apiextensions.k8s.io', resource, verbs: READ }];
}

/** Rights for one operator. */
export function grantsOfCrd(crd: CrdProgram, catalog: ResourceCatalog): readonly Grant[] {
  const children = entriesOf(crd).flatMap((entry) => childGrants(entry, crd, catalog));
  return [...ownerGrants(crd), ...children, ...eventGrants(crd)];
}

/** Own events are written; those of others are listed for `GET /katalog/{crd}/cr/{name}/events`, unless that is closed. */
function eventGrants(crd: CrdProgram): readonly Grant[] {
  const { namespace } = crd.watch;
  const isElsewhere = entriesOf(crd).some((entry) => leavesNamespace(entry));
  const reading = namespace === undefined || isElsewhere ? {} : { namespaces: [namespace] };
  const writing = { ...EVENTS, verbs: ['create', 'patch'], ...writeScope(crd) };
  return crd.endpoints.info ? [writing, { ...EVENTS, verbs: ['list'], ...reading }] : [writing];
}

/**
 * `create` cannot be confined to a name, writing can. The Leases of the namespace are listed, so that installations which
 * would work on the same custom resources see each other.
 */
function leaseGrants(namespace: string, name: string): readonly Grant[] {
  const lease = { group: 'coordination.k8s.io', resource: 'leases', namespaces: [namespace] };
  return [
    { ...lease, verbs: ['create', 'list'] },
    { ...lease, names: [name], verbs: [...READ, 'update'] },
  ];
}

/** What has been made is remembered in one ConfigMap beside the Lease. */
function inventoryGrants(namespace: string): readonly Grant[] {
  const configMaps = { group: '', resource: 'configmaps', namespaces: [namespace] };
  return [
    { ...configMaps, verbs: ['create'] },
    { ...configMaps, names: [INVENTORY_NAME], verbs: ['get', 'patch'] },
  ];
}

function ownerGrants(crd: CrdProgram): readonly Grant[] {
  const { gvk, plural } = crd;
  const own = { group: gvk.group, resource: plural };
  const scope = writeScope(crd);
  const grants: Grant[] = [{ ...own, verbs: READ, ...readScope(crd) }];
  if (changesOwner(crd)) grants.push({ ...own, verbs: ['patch'], ...scope });
  if (!crd.ignoreStatusPatch)
    grants.push({ ...own, resource: `${plural}/status`, verbs: ['patch'], ...scope });
  // Blocking owner references need it where OwnerReferencesPermissionEnforcement is on.
  if (entriesOf(crd).length > 0)
    grants.push({ ...own, resource: `${plural}/finalizers`, verbs: ['update'], ...scope });
  return grants;
}

/** Whether the runtime writes labels, finalizers or fields of the custom resource itself. */
function changesOwner(crd: CrdProgram): boolean {
  const { finalizers, labels, mutation, normalize, onDelete } = crd;
  return (
    Object.keys(labels).length > 0 ||
    mutation.rules.length > 0 ||
    normalize.length > 0 ||
    onDelete !== undefined ||
    finalizers.policy !== 'needed' ||
    finalizers.names.length > 0 ||
    entriesOf(crd).some((entry) => leavesNamespace(entry))
  );
}

function childGrants(
  entry: ResourceEntry,
  crd: CrdProgram,
  catalog: ResourceCatalog,
): readonly Grant[] {
  const { group, namespaced, plural } = catalog.of(entry);
  const isElsewhere = leavesNamespace(entry);
  const reading = !namespaced || isElsewhere ? {} : readScope(crd);
  const writing = namespaced ? childWriteScope(crd, isElsewhere) : {};
  const grants: Grant[] = [
    { group, resource: plural, verbs: READ, ...reading },
    { group, resource: plural, verbs: WRITE, ...writing },
  ];
  if (createsCertificate(entry)) {
    grants.push({ group: '', resource: 'secrets', verbs: READ, ...reading });
    grants.push({ group: '', resource: 'secrets', verbs: WRITE, ...writing });
  }
  if (entry.kind === 'custom' && entry.written['status'] !== undefined)
    grants.push({ group, resource: `${plural}/status`, verbs: ['patch'], ...writing });
  return grants;
}

type Scope = Pick<Grant, 'namespaces'>;

/**
 * Where the runtime lists and watches: in the one namespace it watches, else everywhere.
 *
 * @remarks A list of allowed namespaces confines no reading: the informers follow a kind in one namespace or in all.
 */
function readScope({ namespaced, watch }: CrdProgram): Scope {
  const { namespace } = watch;
  return namespace === undefined || !namespaced ? {} : { namespaces: [namespace] };
}

/** Where custom resources are written: where they are watched, or in a closed list of allowed namespaces. */
function writeScope(crd: CrdProgram): Scope {
  if (!crd.namespaced) return {};
  return crd.watch.namespace === undefined ? allowedScope(crd) : readScope(crd);
}

/** The guard of namespaces holds for children wherever they stand (katalog-language §13.6). */
function childWriteScope(crd: CrdProgram, isElsewhere: boolean): Scope {
  return isElsewhere || !crd.namespaced ? allowedScope(crd) : writeScope(crd);
}

/** Whether an Ingress may come with a Secret of its own; a template counts as yes. */
function createsCertificate({ kind, written }: ResourceEntry): boolean {
  const { tls } = written;
  if (kind !== 'ingresses' || !isObject(tls)) return kind === 'ingresses' && Boolean(tls);
  return !['', 'false', 'undefined'].includes(String(tls['create'] ?? ''));
}

function allowedScope({ namespaces: { allowed } }: CrdProgram): Scope {
  const isClosed = allowed.length > 0 && allowed.every((pattern) => !pattern.includes('*'));
  return isClosed ? { namespaces: allowed } : {};
}

const OWN_NAMESPACE = /^\{\{-?\s*\.metadata\.namespace\s*-?\}\}$/;

/** Whether a child may stand in another namespace than its custom resource. */
function leavesNamespace({ kind, written }: ResourceEntry): boolean {
  const metadata = written['metadata'] as JsonObject | undefined;
  const { namespace } = kind === 'custom' ? (metadata ?? {}) : written;
  if (written['toNamespaces'] !== undefined || written['fromNamespace'] !== undefined) return true;
  return namespace !== undefined && !OWN_NAMESPACE.test(String(namespace));
}
