import type { WriteOptions } from '../lifecycle/write-options.ts';
import { invalid, notSupported } from '../status/field-error.ts';
import { invalidObject } from '../status/status-error.ts';
import type { Exchange } from './exchange.ts';
import { isTrue } from './request-info.ts';

const FIELD_VALIDATION = ['Ignore', 'Strict', 'Warn'] as const;

/**
 * Reads what a write asks for in its query.
 *
 * @throws StatusError 422 for a value the server does not know.
 */
export function writeOptionsOf(
  exchange: Exchange,
  kind: string,
): WriteOptions & { force: boolean } {
  const { searchParams } = exchange.url;
  const target = { group: 'meta.k8s.io', plural: kind, kind };
  const wanted = searchParams.get('fieldValidation') || 'Warn';
  const fieldValidation = FIELD_VALIDATION.find((value) => value === wanted);
  if (fieldValidation === undefined) {
    throw invalidObject(target, '', [
      notSupported('fieldValidation', wanted, ['', ...FIELD_VALIDATION]),
    ]);
  }
  const dryRun = searchParams.getAll('dryRun');
  const unknown = dryRun.find((value) => value !== 'All' && value !== '');
  if (unknown !== undefined) {
    throw invalidObject(target, '', [notSupported('dryRun', dryRun, ['All'])]);
  }
  const manager = searchParams.get('fieldManager') ?? '';
  if (Buffer.byteLength(manager) > 128) {
    const detail = 'may not be more than 128 bytes';
    throw invalidObject(target, '', [invalid('fieldManager', manager, detail)]);
  }
  return {
    fieldManager: manager || defaultManager(exchange.request.headers['user-agent']),
    dryRun: dryRun.includes('All'),
    fieldValidation,
    warn: (text) => exchange.warnings.push(text),
    force: isTrue(searchParams.get('force')),
  };
}

/** Without a name of its own, a client is known by its user agent up to the first slash. */
function defaultManager(userAgent: string | undefined): string {
  return (userAgent ?? '').split('/')[0]?.slice(0, 128) || 'unknown';
}
