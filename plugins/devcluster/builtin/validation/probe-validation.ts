import { at, isRecord, type JsonObject, numberAt, recordAt } from '../../json/record.ts';
import { type FieldError, invalid } from '../../status/field-error.ts';

const COUNTS = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
];

/** Probes of a container. */
export function validateProbes(container: JsonObject, field: string): readonly FieldError[] {
  return ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((name) =>
    isRecord(container[name])
      ? validateProbe(recordAt(container, name), `${field}.${name}`, name !== 'readinessProbe')
      : [],
  );
}

function validateProbe(probe: JsonObject, place: string, isOnce: boolean): readonly FieldError[] {
  const errors = COUNTS.flatMap((name) => validateCount(probe, name, place));
  for (const check of ['httpGet', 'tcpSocket']) {
    const port = at(probe, check, 'port');
    if (typeof port === 'number' && (port < 1 || port > 65_535)) {
      errors.push(
        invalid(`${place}.${check}.port`, port, 'must be between 1 and 65535, inclusive'),
      );
    }
  }
  const threshold = numberAt(probe, 'successThreshold') ?? 1;
  if (isOnce && threshold > 1) {
    errors.push(invalid(`${place}.successThreshold`, threshold, 'must be 1'));
  }
  return errors;
}

/** A whole number that may not be negative. */
export function validateCount(map: JsonObject, name: string, place: string): FieldError[] {
  const count = map[name];
  if (typeof count !== 'number' || count >= 0) return [];
  return [invalid(`${place}.${name}`, count, 'must be greater than or equal to 0')];
}
