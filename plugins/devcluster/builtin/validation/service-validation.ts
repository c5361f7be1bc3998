import { at, listAt, recordsAt, stringAt, stringMapAt } from '../../json/record.ts';
import { validateLabel } from '../../lifecycle/validate-metadata.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
} from '../../status/field-error.ts';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

/** The common mistakes in a Service. */
export function validateService(
  object: KubeObject,
  old: KubeObject | undefined,
): readonly FieldError[] {
  const type = stringAt(object, 'spec', 'type');
  const isHeadless = stringAt(object, 'spec', 'clusterIP') === 'None';
  const errors: FieldError[] = [];
  if (!TYPES.includes(type)) errors.push(notSupported('spec.type', type, TYPES));
  if (type !== 'ExternalName' && !isHeadless && listAt(object, 'spec', 'ports').length === 0) {
    errors.push(required('spec.ports'));
  }
  if (type === 'ExternalName' && stringAt(object, 'spec', 'externalName') === '') {
    errors.push(required('spec.externalName'));
  }
  errors.push(...validatePorts(object));
  const selector = Object.entries(stringMapAt(object, 'spec', 'selector'));
  errors.push(...selector.flatMap(([key, value]) => validateLabel(key, value, 'spec.selector')));
  const address = at(object, 'spec', 'clusterIP');
  const before = at(old, 'spec', 'clusterIP');
  if (before !== undefined && address !== undefined && before !== address) {
    errors.push(invalid('spec.clusterIPs[0]', [address], 'may not change once set'));
  }
  return errors;
}

function validatePorts(object: KubeObject): readonly FieldError[] {
  const ports = recordsAt(object, 'spec', 'ports');
  const names = new Set<unknown>();
  return ports.flatMap((port, index) => {
    const at = `spec.ports[${index}]`;
    const errors: FieldError[] = [];
    const { name, protocol } = port;
    if (!name && ports.length > 1) errors.push(required(`${at}.name`));
    if (name && names.has(name)) errors.push(duplicate(`${at}.name`, name));
    names.add(name);
    const number = Number(port['port'] ?? 0);
    if (number < 1 || number > 65_535) {
      errors.push(invalid(`${at}.port`, number, 'must be between 1 and 65535, inclusive'));
    }
    if (!PROTOCOLS.includes(String(protocol))) {
      errors.push(notSupported(`${at}.protocol`, protocol, PROTOCOLS));
    }
    const target = port['targetPort'] ?? 0;
    if (typeof target === 'number' && (target < 1 || target > 65_535)) {
      errors.push(invalid(`${at}.targetPort`, target, 'must be between 1 and 65535, inclusive'));
    }
    return errors;
  });
}
