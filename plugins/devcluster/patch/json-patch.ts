import { deepEqual } from '../../../core/index.ts';
import { isRecord, type JsonObject } from '../json/record.ts';
import { badRequest, StatusError } from '../status/status-error.ts';
import { isIndex, parsePointer, stepInto } from './json-pointer.ts';

/** The API server takes no longer patches. */
const MAX_OPERATIONS = 10_000;

interface Place {
  readonly container: unknown;
  readonly step: string;
}

/**
 * Applies a JSON patch (RFC 6902) to the document in place.
 *
 * @throws StatusError 400 for a malformed patch, 422 when an operation does not apply.
 */
export function applyJsonPatch(document: JsonObject, patch: unknown): JsonObject {
  if (!Array.isArray(patch)) throw badRequest('error decoding patch: a JSON patch is a list');
  if (patch.length > MAX_OPERATIONS) {
    const message = `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${patch.length}`;
    throw new StatusError(message, { code: 413, reason: 'RequestEntityTooLarge' });
  }
  const root: JsonObject = { document };
  for (const operation of patch) applyOperation(root, operation);
  const { document: result } = root;
  if (!isRecord(result)) throw unprocessable();
  return result;
}

function applyOperation(root: JsonObject, operation: unknown): void {
  if (!isRecord(operation)) throw badRequest('error decoding patch: an operation is an object');
  const { op, path, from, value } = operation;
  if (typeof path !== 'string') throw badRequest('error decoding patch: an operation needs a path');
  const place = locate(root, path);
  switch (op) {
    case 'add':
      insert(place, structuredClone(value));
      break;
    case 'replace':
      replace(place, structuredClone(value));
      break;
    case 'remove':
      requireValue(place);
      remove(place);
      break;
    case 'test':
      assertValue(place, value);
      break;
    case 'move':
    case 'copy':
      transfer(root, { op, path, from });
      break;
    default:
      throw unprocessable();
  }
}

function assertValue({ container, step }: Place, value: unknown): void {
  if (deepEqual(stepInto(container, step), value)) return;
  throw unprocessable();
}

function transfer(
  root: JsonObject,
  { op, path, from }: { readonly op: string; readonly path: string; readonly from: unknown },
): void {
  if (typeof from !== 'string')
    throw badRequest('error decoding patch: the operation needs a from');
  const source = locate(root, from);
  requireValue(source);
  const value = structuredClone(stepInto(source.container, source.step));
  if (op === 'move') remove(source);
  insert(locate(root, path), value);
}

function locate(root: JsonObject, path: string): Place {
  const steps = parsePointer(path);
  if (steps === undefined) throw unprocessable();
  const all = ['document', ...steps];
  let container: unknown = root;
  for (const step of all.slice(0, -1)) container = stepInto(container, step);
  return { container, step: all.at(-1) ?? '' };
}

function requireValue({ container, step }: Place): void {
  if (stepInto(container, step) === undefined) throw unprocessable();
}

function insert({ container, step }: Place, value: unknown): void {
  if (Array.isArray(container)) {
    const index = step === '-' ? container.length : Number(step);
    if ((step !== '-' && !isIndex(step)) || index > container.length) {
      throw unprocessable();
    }
    container.splice(index, 0, value);
  } else if (isRecord(container)) {
    container[step] = value;
  } else {
    throw unprocessable();
  }
}

function replace({ container, step }: Place, value: unknown): void {
  if (Array.isArray(container)) container[Number(step)] = value;
  else if (isRecord(container)) container[step] = value;
}

function remove({ container, step }: Place): void {
  if (Array.isArray(container)) container.splice(Number(step), 1);
  else if (isRecord(container)) delete container[step];
}

/** The server does not say which operation failed. */
function unprocessable(): StatusError {
  return new StatusError('the server rejected our request due to an error in our request', {
    code: 422,
    reason: 'Invalid',
    details: {},
  });
}
