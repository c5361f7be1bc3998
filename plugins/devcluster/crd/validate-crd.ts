import { at, isRecord, type JsonObject, recordAt, recordsAt, stringAt } from '../json/record.ts';
import { label1035Findings, subdomainFindings } from '../lifecycle/names.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { type FieldError, invalid, notSupported, required } from '../status/field-error.ts';
import { validateStructuralSchema } from './validate-structural-schema.ts';

const SCOPES = ['Cluster', 'Namespaced'];

/** Findings about a CustomResourceDefinition; its group, names and scope are for life. */
export function validateCrd(
  object: KubeObject,
  old: KubeObject | undefined,
): readonly FieldError[] {
  return [
    ...validateNames(object),
    ...validateScope(object),
    ...validateConversion(object),
    ...validateVersions(object),
    ...validateImmutable(object, old),
  ];
}

function validateNames(object: KubeObject): readonly FieldError[] {
  const group = stringAt(object, 'spec', 'group');
  const names = recordAt(object, 'spec', 'names');
  const plural = stringAt(names, 'plural');
  const errors: FieldError[] = [];
  const expected = `${plural}.${group}`;
  if (object.metadata.name !== expected) {
    const why = 'must be spec.names.plural+"."+spec.group';
    errors.push(invalid('metadata.name', object.metadata.name, why));
  }
  if (group === '') errors.push(required('spec.group'));
  else if (!group.includes('.')) {
    errors.push(invalid('spec.group', group, 'should be a domain with at least one dot'));
  } else {
    errors.push(...subdomainFindings(group).map((text) => invalid('spec.group', group, text)));
  }
  const checked = { plural, singular: stringAt(names, 'singular') };
  for (const [field, name] of Object.entries(checked)) {
    if (name === '') errors.push(required(`spec.names.${field}`));
    else {
      const findings = label1035Findings(name);
      errors.push(...findings.map((text) => invalid(`spec.names.${field}`, name, text)));
    }
  }
  if (stringAt(names, 'kind') === '') errors.push(required('spec.names.kind'));
  return errors;
}

function validateScope(object: KubeObject): readonly FieldError[] {
  const scope = stringAt(object, 'spec', 'scope');
  if (scope === '') return [required('spec.scope')];
  return SCOPES.includes(scope) ? [] : [notSupported('spec.scope', scope, SCOPES)];
}

function validateConversion(object: KubeObject): readonly FieldError[] {
  const strategy = stringAt(object, 'spec', 'conversion', 'strategy');
  if (strategy === 'None') return [];
  if (strategy !== 'Webhook') {
    return [notSupported('spec.conversion.strategy', strategy, ['None', 'Webhook'])];
  }
  const why = 'the development cluster converts with strategy None only';
  return [invalid('spec.conversion.strategy', strategy, why)];
}

function validateVersions(object: KubeObject): readonly FieldError[] {
  const versions = recordsAt(object, 'spec', 'versions');
  if (versions.length === 0) {
    return [
      invalid('spec.versions', [], 'must have exactly one version marked as storage version'),
    ];
  }
  const errors = versions.flatMap((version, index) =>
    validateVersion(version, `spec.versions[${index}]`),
  );
  if (versions.filter(({ storage }) => storage === true).length !== 1) {
    const why = 'must have exactly one version marked as storage version';
    errors.push(invalid('spec.versions', versions, why));
  }
  return errors;
}

function validateVersion(version: JsonObject, path: string): FieldError[] {
  const name = stringAt(version, 'name');
  const errors = label1035Findings(name).map((text) => invalid(`${path}.name`, name, text));
  const schema = at(version, 'schema', 'openAPIV3Schema');
  const schemaPath = `${path}.schema.openAPIV3Schema`;
  if (!isRecord(schema)) {
    errors.push(required(schemaPath));
    return errors;
  }
  errors.push(...validateStructuralSchema(schema, schemaPath));
  return errors;
}

function validateImmutable(object: KubeObject, old: KubeObject | undefined): readonly FieldError[] {
  if (old === undefined) return [];
  const fixed = [['group'], ['scope'], ['names', 'kind'], ['names', 'plural']];
  return fixed
    .filter((path) => at(object, 'spec', ...path) !== at(old, 'spec', ...path))
    .map((path) =>
      invalid(`spec.${path.join('.')}`, at(object, 'spec', ...path), 'field is immutable'),
    );
}
