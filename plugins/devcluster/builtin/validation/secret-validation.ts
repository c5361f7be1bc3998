import { stringAt, stringMapAt } from '../../json/record.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { type FieldError, invalid, required } from '../../status/field-error.ts';

/** Keys that a type of Secret must have. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};
const ACCOUNT = 'kubernetes.io/service-account.name';

/** What the type of a Secret asks of its content. */
export function validateSecretType(object: KubeObject): readonly FieldError[] {
  const type = stringAt(object, 'type');
  const data = stringMapAt(object, 'data');
  const missing = (KEYS[type] ?? []).filter((key) => !(key in data));
  const errors = missing.map((key) => required(`data[${key}]`));
  if (type === 'kubernetes.io/basic-auth' && !('username' in data) && !('password' in data)) {
    errors.push(required('data[username]'), required('data[password]'));
  }
  const isToken = type === 'kubernetes.io/service-account-token';
  if (isToken && !object.metadata.annotations?.[ACCOUNT]) {
    errors.push(required(`metadata.annotations[${ACCOUNT}]`));
  }
  for (const key of ['.dockerconfigjson', '.dockercfg']) {
    const text = data[key];
    const isDocker = KEYS[type]?.includes(key) === true;
    if (isDocker && text !== undefined && !isJsonMap(text)) {
      errors.push(invalid(`data[${key}]`, '<secret contents redacted>', 'is not a map of JSON'));
    }
  }
  return errors;
}

function isJsonMap(encoded: string): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    // What is no JSON is no map of it, which was asked.
    return false;
  }
}
