import { type JsonObject, recordAt, stringAt } from '../json/record.ts';
import { parseApiVersion } from '../resources/api-resource.ts';
import type { ResourceRegistry } from '../resources/resource-registry.ts';
import { badRequest, unsupportedMediaType } from '../status/status-error.ts';
import { decodeMessage, type Messages } from './decode-message.ts';

const MAGIC = Buffer.from([0x6b, 0x38, 0x73, 0x00]);
const ENVELOPE = 'io.k8s.apimachinery.pkg.runtime.Unknown';
const DELETE_OPTIONS = 'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions';

/**
 * Reads a body in Kubernetes' protobuf: four magic bytes and a `runtime.Unknown` around the object.
 *
 * @remarks Typed Go clients, `kubectl create` among them, write built-in kinds this way. Answers always go out as JSON.
 * @throws StatusError 400 when it is not that, 415 for a kind whose messages are not known.
 */
export function decodeProtobufBody(
  bytes: Buffer,
  { messages, registry }: { readonly messages: Messages; readonly registry: ResourceRegistry },
): JsonObject {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw badRequest('provided data does not appear to be a protobuf message');
  }
  const envelope = decodeMessage(messages, ENVELOPE, bytes.subarray(MAGIC.length));
  const { apiVersion, kind } = recordAt(envelope, 'typeMeta');
  const raw = Buffer.from(stringAt(envelope, 'raw'), 'base64');
  const { group, version } = parseApiVersion(String(apiVersion));
  const resource = registry.forKind(group, String(kind), version);
  const name = kind === 'DeleteOptions' ? DELETE_OPTIONS : resource?.definition;
  if (name === undefined || messages[name] === undefined) {
    throw unsupportedMediaType(`${String(kind)} is read as JSON or YAML only`);
  }
  return { apiVersion, kind, ...decodeMessage(messages, name, raw) };
}
