import { type FieldError, forbidden, invalid, notSupported } from '../status/field-error.ts';
import { badRequest, invalidObject } from '../status/status-error.ts';
import { isTrue } from './request-info.ts';

const LIST_OPTIONS = { group: 'meta.k8s.io', plural: 'ListOptions', kind: 'ListOptions' };
const MATCHES: readonly string[] = ['Exact', 'NotOlderThan'];

/**
 * Reads a resourceVersion of a list or watch; undefined for none and for 0, which both mean "any state".
 *
 * @throws StatusError 400 when it is not a number.
 */
export function parseRevision(text: string | null): number | undefined {
  if (text === null || text === '' || text === '0') return undefined;
  if (!/^\d+$/.test(text)) {
    throw badRequest(
      `invalid resource version: resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
    );
  }
  return Number(text);
}

/**
 * Refuses combinations of options that have no meaning (apimachinery, validation of ListOptions).
 *
 * @throws StatusError 422.
 */
export function assertListOptions(searchParams: URLSearchParams): void {
  const errors = isTrue(searchParams.get('watch'))
    ? watchErrors(searchParams)
    : listErrors(searchParams);
  if (errors.length > 0) throw invalidObject(LIST_OPTIONS, '', errors);
}

function listErrors(searchParams: URLSearchParams): readonly FieldError[] {
  const errors: FieldError[] = [];
  const match = searchParams.get('resourceVersionMatch') ?? '';
  const revision = searchParams.get('resourceVersion') ?? '';
  if (searchParams.get('sendInitialEvents')) {
    errors.push(forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  }
  if (match === '') return errors;
  if (revision === '') {
    const detail = 'resourceVersionMatch is forbidden unless resourceVersion is provided';
    errors.push(forbidden('resourceVersionMatch', detail));
  }
  if (searchParams.get('continue')) {
    const detail = 'resourceVersionMatch is forbidden when continue is provided';
    errors.push(forbidden('resourceVersionMatch', detail));
  }
  if (!MATCHES.includes(match)) {
    errors.push(notSupported('resourceVersionMatch', match, [...MATCHES, '']));
  }
  if (match === 'Exact' && revision === '0') {
    const detail = 'resourceVersionMatch "Exact" is forbidden for resourceVersion "0"';
    errors.push(forbidden('resourceVersionMatch', detail));
  }
  return errors;
}

function watchErrors(searchParams: URLSearchParams): readonly FieldError[] {
  const match = searchParams.get('resourceVersionMatch') ?? '';
  const wantsInitial = searchParams.has('sendInitialEvents');
  if (!wantsInitial && match !== '') {
    const detail =
      'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided';
    return [forbidden('resourceVersionMatch', detail)];
  }
  if (!wantsInitial) return [];
  if (match !== 'NotOlderThan') {
    const detail = 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan';
    return match === ''
      ? [forbidden('resourceVersionMatch', detail)]
      : [notSupported('resourceVersionMatch', match, ['NotOlderThan'])];
  }
  if (
    !isTrue(searchParams.get('allowWatchBookmarks')) &&
    isTrue(searchParams.get('sendInitialEvents'))
  ) {
    return [];
  }
  return searchParams.get('continue') ? [invalid('continue', '', 'is forbidden for watch')] : [];
}
