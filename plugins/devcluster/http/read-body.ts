import type { IncomingMessage } from 'node:http';
import { readJson, readKubernetesDocuments } from '../../../core/index.ts';
import { decodeProtobufBody } from '../protobuf/decode-body.ts';
import { badRequest, StatusError } from '../status/status-error.ts';
import type { Exchange } from './exchange.ts';

/** The API server's limit on a request body. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;

/**
 * Reads a body in JSON, YAML or protobuf.
 *
 * @returns undefined for an empty body.
 * @throws StatusError 400, 413 or 415.
 */
export async function readBody({ request, state, messages }: Exchange): Promise<unknown> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return undefined;
  const mediaType = mediaTypeOf(request);
  if (mediaType === 'application/vnd.kubernetes.protobuf') {
    return decodeProtobuf(bytes, { messages, registry: state.registry });
  }
  const text = bytes.toString('utf8');
  return mediaType.endsWith('yaml') ? parseYaml(text) : parseJson(text);
}

function decodeProtobuf(bytes: Buffer, known: Parameters<typeof decodeProtobufBody>[1]): unknown {
  try {
    return decodeProtobufBody(bytes, known);
  } catch (error) {
    if (error instanceof StatusError) throw error;
    throw badRequest(`unable to decode protobuf: ${String(error)}`);
  }
}

/** The media type of the body without its parameters; JSON when the client does not say. */
export function mediaTypeOf(request: IncomingMessage): string {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase() || 'application/json';
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    sizeBytes += bytes.length;
    if (sizeBytes > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): StatusError {
  return new StatusError(`Request entity too large: limit is ${MAX_BODY_BYTES}`, {
    code: 413,
    reason: 'RequestEntityTooLarge',
  });
}

function parseJson(text: string): unknown {
  assertHarmless(text);
  try {
    return readJson(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw badRequest(`couldn't get version/kind; json parse error: ${why}`);
  }
}

function parseYaml(text: string): unknown {
  assertHarmless(text);
  try {
    return readJson(text);
  } catch {
    // Most of what is sent as YAML is JSON, which is read faster; this is not.
  }
  const { documents, problems } = readKubernetesDocuments({ file: 'body', text });
  const [problem] = problems.filter(({ severity }) => severity === 'error');
  if (problem !== undefined) throw badRequest(`error decoding YAML: ${problem.message}`);
  return documents[0]?.value;
}

/** Objects are merged by field name later on; this one would reach JavaScript's own prototype. */
function assertHarmless(text: string): void {
  if (text.includes('__proto__')) throw badRequest('the field name "__proto__" is not allowed');
}
