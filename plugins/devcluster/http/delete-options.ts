import { isRecord, numberAt, recordAt, stringAt } from '../json/record.ts';
import type { DeleteOptions } from '../lifecycle/delete-object.ts';
import { notSupported } from '../status/field-error.ts';
import { invalidObject } from '../status/status-error.ts';
import type { Exchange } from './exchange.ts';
import { readBody } from './read-body.ts';

const POLICIES = ['Foreground', 'Background', 'Orphan'] as const;
const TARGET = { group: 'meta.k8s.io', plural: 'DeleteOptions', kind: 'DeleteOptions' };

/**
 * Reads how to delete, from the body and the query.
 *
 * @throws StatusError 400 or 422.
 */
export async function deleteOptionsOf(exchange: Exchange): Promise<DeleteOptions> {
  const { searchParams } = exchange.url;
  const read = await readBody(exchange);
  const body = isRecord(read) ? read : {};
  const policy = stringAt(body, 'propagationPolicy') || searchParams.get('propagationPolicy') || '';
  const propagationPolicy = POLICIES.find((known) => known === policy);
  if (policy !== '' && propagationPolicy === undefined) {
    throw invalidObject(TARGET, '', [
      notSupported('propagationPolicy', policy, [...POLICIES, 'nil']),
    ]);
  }
  const { uid, resourceVersion } = recordAt(body, 'preconditions');
  const gracePeriodSeconds = numberAt(body, 'gracePeriodSeconds') ?? graceOf(searchParams);
  const dryRun = [...searchParams.getAll('dryRun'), ...dryRunOf(body)].includes('All');
  return {
    ...(propagationPolicy !== undefined && { propagationPolicy }),
    ...(body['orphanDependents'] === true && { propagationPolicy: 'Orphan' }),
    ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
    preconditions: {
      ...(typeof uid === 'string' && { uid }),
      ...(typeof resourceVersion === 'string' && { resourceVersion }),
    },
    dryRun,
  };
}

function graceOf(searchParams: URLSearchParams): number | undefined {
  const text = searchParams.get('gracePeriodSeconds');
  return text === null || text === '' ? undefined : Number(text);
}

function dryRunOf(body: object): readonly unknown[] {
  const value: unknown = Reflect.get(body, 'dryRun');
  return Array.isArray(value) ? value : [];
}
