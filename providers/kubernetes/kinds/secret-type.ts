import type { BlockReader } from '../block/block-reader.ts';

/** Keys that a type of Secret must have (Kubernetes, "Types of Secret"). */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};
const ACCOUNT = 'kubernetes.io/service-account.name';

/** Tells what the type of a Secret asks for and its data lacks; data that is copied or evaluated is not known yet. */
export function checkSecretType(
  block: BlockReader,
  type: string,
  data: Readonly<Record<string, string>> | undefined,
): void {
  const isToken = type === 'kubernetes.io/service-account-token';
  const annotations = block.raw('annotations');
  if (
    isToken &&
    !block.isDeferred(annotations) &&
    block.textMap('annotations')?.[ACCOUNT] === undefined
  ) {
    block.report('type', `${type} needs the annotation ${ACCOUNT}`);
  }
  const isOpen =
    block.has('fromSecret') || block.has('stringData') || block.isDeferred(block.raw('data'));
  if (isOpen) return;
  const given = data ?? {};
  const missing = (KEYS[type] ?? []).filter((key) => !(key in given));
  if (missing.length > 0)
    block.report('data', `lacks ${missing.join(' and ')}, which ${type} needs`);
  if (type === 'kubernetes.io/basic-auth' && !('username' in given) && !('password' in given)) {
    block.report('data', `lacks username or password, one of which ${type} needs`);
  }
  for (const key of ['.dockerconfigjson', '.dockercfg']) {
    const text = given[key];
    const isDocker = KEYS[type]?.includes(key) === true;
    if (isDocker && text !== undefined && !block.isDeferred(text) && !isJsonMap(text)) {
      block.report(['data', key], 'must be a map of JSON');
    }
  }
}

function isJsonMap(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    // What is no JSON is no map of it, which was asked; the text may be a secret.
    return false;
  }
}
