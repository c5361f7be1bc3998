import { isObject } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { dataKey, environmentName, subdomainName } from '../block/name-rules.ts';
import { containerResourceField, podField } from '../block/value-rules.ts';
import { compact, type Part } from '../kinds/kind.ts';
import { reportRepeated } from './volumes.ts';

const SOURCES = ['secretKeyRef', 'configMapKeyRef', 'fieldRef', 'resourceFieldRef'] as const;

/** Environment variables in map or list form (katalog-language §7.2); a map keeps its order. */
export function readEnv(block: BlockReader): readonly Part[] {
  const value = block.raw('env');
  if (Array.isArray(value)) {
    const items = block.objects('env');
    reportRepeated(items, 'name');
    return items.map((item) => {
      const name = item.requiredName('name', environmentName);
      return readVariable(item, name);
    });
  }
  const map = block.object('env');
  if (map === undefined) return [];
  return map.keys().map((name) => {
    const problem = environmentName(name);
    if (problem !== undefined) map.reportKey(name, problem);
    const item = map.raw(name);
    if (isObject(item)) {
      const inner = map.object(name);
      if (inner !== undefined) return readVariable(inner, name);
    }
    return { name, value: map.text(name) ?? '' };
  });
}

function readVariable(item: BlockReader, name: string): Part {
  const value = item.text('value');
  const valueFrom = item.object('valueFrom');
  const source = readSource(item) ?? (valueFrom === undefined ? undefined : readSource(valueFrom));
  if (valueFrom !== undefined) {
    if (source === undefined) item.report('valueFrom', `needs one of ${SOURCES.join(', ')}`);
    valueFrom.end();
  }
  if (value !== undefined && source !== undefined)
    item.report('value', 'cannot stand beside another source');
  item.end();
  return source === undefined ? { name, value: value ?? '' } : { name, valueFrom: source };
}

function readSource(block: BlockReader): Part | undefined {
  const given = SOURCES.filter((key) => block.has(key));
  if (given.length > 1) block.report(given[1] ?? '', `cannot stand beside ${given[0]}`);
  const [key] = given;
  const inner = key === undefined ? undefined : block.object(key);
  if (key === undefined || inner === undefined) return undefined;
  const source = { [key]: readReference(key, inner) };
  inner.end();
  return source;
}

function readReference(key: (typeof SOURCES)[number], block: BlockReader): Part {
  if (key === 'fieldRef') {
    const apiVersion = block.text('apiVersion');
    return compact({ apiVersion, fieldPath: block.requiredName('fieldPath', podField) });
  }
  if (key === 'resourceFieldRef') {
    const [containerName, divisor] = [block.text('containerName'), block.quantity('divisor')];
    return compact({
      containerName,
      divisor,
      resource: block.requiredName('resource', containerResourceField),
    });
  }
  const name = block.requiredName('name', subdomainName);
  const entry = block.requiredName('key', dataKey);
  return compact({ name, key: entry, optional: block.boolean('optional') });
}

/** What `envFrom` adds: whole sources, and variables for the keys picked from others. */
export interface EnvFrom {
  readonly envFrom: readonly Part[];
  readonly env: readonly Part[];
}

/** `envFrom` in list or object form (katalog-language §7.2). */
export function readEnvFrom(block: BlockReader): EnvFrom {
  const value = block.raw('envFrom');
  const holders = Array.isArray(value) ? block.objects('envFrom') : [block.object('envFrom')];
  const read: EnvFrom[] = [];
  for (const holder of holders) {
    if (holder === undefined) continue;
    const prefix = Array.isArray(value) ? holder.name('prefix', environmentName) : undefined;
    for (const kind of ['configMapRef', 'secretRef'] as const) {
      for (const reference of holder.objects(kind, 'name'))
        read.push(expand(kind, reference, prefix));
    }
    holder.end();
  }
  return { envFrom: read.flatMap(({ envFrom }) => envFrom), env: read.flatMap(({ env }) => env) };
}

function expand(
  kind: 'configMapRef' | 'secretRef',
  block: BlockReader,
  outerPrefix: string | undefined,
): EnvFrom {
  const name = block.requiredName('name', subdomainName);
  const prefix = block.name('prefix', environmentName) ?? outerPrefix;
  const suffix = block.text('suffix');
  const optional = block.boolean('optional');
  const keys = block.names('keys', dataKey);
  block.end();
  if (keys === undefined) {
    if (suffix !== undefined) block.report('suffix', 'needs keys');
    return { envFrom: [compact({ prefix, [kind]: compact({ name, optional }) })], env: [] };
  }
  const source = kind === 'secretRef' ? 'secretKeyRef' : 'configMapKeyRef';
  const env = keys.map((key) => ({
    name: `${prefix ?? ''}${key}${suffix ?? ''}`,
    valueFrom: { [source]: compact({ name, key, optional }) },
  }));
  return { envFrom: [], env };
}
