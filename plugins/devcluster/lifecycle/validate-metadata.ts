import type { KubeObject, ObjectMeta } from '../object/kube-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { type FieldError, forbidden, invalid, required } from '../status/field-error.ts';
import { labelValueFindings, qualifiedNameFindings, subdomainFindings } from './names.ts';

const STANDARD_FINALIZERS: ReadonlySet<string> = new Set([
  'kubernetes',
  'orphan',
  'foregroundDeletion',
]);
const MAX_ANNOTATIONS_BYTES = 262_144;

/** Findings about the metadata of any object. */
export function validateMetadata(resource: ApiResource, object: KubeObject): readonly FieldError[] {
  const { metadata } = object;
  return [
    ...validateName(resource, metadata),
    ...Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => validateLabel(key, value)),
    ...validateAnnotations(metadata.annotations ?? {}),
    ...validateFinalizers(metadata.finalizers ?? []),
    ...validateOwners(metadata.ownerReferences ?? []),
  ];
}

/** Findings about one label under `metadata.labels`, or under another field that holds labels. */
export function validateLabel(
  key: string,
  value: string,
  field = 'metadata.labels',
): readonly FieldError[] {
  return [
    ...qualifiedNameFindings(key).map((finding) => invalid(field, key, finding)),
    ...labelValueFindings(value).map((finding) => invalid(field, value, finding)),
  ];
}

function validateName(
  resource: ApiResource,
  { name, generateName }: ObjectMeta,
): readonly FieldError[] {
  // A prefix may end in what a name may not, since more is to follow.
  const prefix = generateName?.replace(/[-.]+$/, '') ?? '';
  const bad = prefix === '' ? [] : (resource.behaviour.validateName ?? subdomainFindings)(prefix);
  const errors = bad.map((text) => invalid('metadata.generateName', generateName, text));
  if (name === '') return [required('metadata.name', 'name or generateName is required')];
  const findings = (resource.behaviour.validateName ?? subdomainFindings)(name);
  return [...errors, ...findings.map((finding) => invalid('metadata.name', name, finding))];
}

function validateAnnotations(annotations: Readonly<Record<string, string>>): readonly FieldError[] {
  const entries = Object.entries(annotations);
  const errors = entries.flatMap(([key]) =>
    qualifiedNameFindings(key.toLowerCase()).map((finding) =>
      invalid('metadata.annotations', key, finding),
    ),
  );
  const sizeBytes = entries.reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (sizeBytes <= MAX_ANNOTATIONS_BYTES) return errors;
  const message = `Too long: may not be more than ${MAX_ANNOTATIONS_BYTES} bytes`;
  return [...errors, { reason: 'FieldValueTooLong', field: 'metadata.annotations', message }];
}

function validateFinalizers(finalizers: readonly string[]): readonly FieldError[] {
  return finalizers.flatMap((name, index) => [
    ...qualifiedNameFindings(name).map((finding) => invalid('metadata.finalizers', name, finding)),
    ...(name.includes('/') || STANDARD_FINALIZERS.has(name)
      ? []
      : [
          invalid(
            `metadata.finalizers[${index}]`,
            name,
            'name is neither a standard finalizer name nor is it fully qualified',
          ),
        ]),
  ]);
}

function validateOwners(owners: NonNullable<ObjectMeta['ownerReferences']>): readonly FieldError[] {
  const field = 'metadata.ownerReferences';
  const errors = owners.flatMap((owner) => [
    ...(owner.apiVersion ? [] : [invalid(`${field}.apiVersion`, '', 'version must not be empty')]),
    ...(owner.kind ? [] : [invalid(`${field}.kind`, '', 'must not be empty')]),
    ...(owner.name ? [] : [invalid(`${field}.name`, '', 'must not be empty')]),
    ...(owner.uid ? [] : [invalid(`${field}.uid`, '', 'must not be empty')]),
  ]);
  const [first, second] = owners.filter((owner) => owner.controller === true);
  if (first === undefined || second === undefined) return errors;
  const detail = `Only one reference can have Controller set to true. Found "true" in references for ${first.kind}/${first.name} and ${second.kind}/${second.name}`;
  return [...errors, invalid(field, owners, detail)];
}

/** Findings about metadata that may not change once it is set. */
export function validateMetadataUpdate(object: KubeObject, old: KubeObject): readonly FieldError[] {
  const before = new Set(old.metadata.finalizers);
  const added = (object.metadata.finalizers ?? []).filter((name) => !before.has(name));
  if (old.metadata.deletionTimestamp === undefined || added.length === 0) return [];
  const detail = `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map((name) => JSON.stringify(name)).join(', ')}}`;
  return [forbidden('metadata.finalizers', detail)];
}
