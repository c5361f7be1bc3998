import type { IncomingMessage } from 'node:http';
import { parseDocument } from 'yaml';
import { badRequest, StatusError, unsupportedMediaType } from '../status/status-error.ts';

/** The API server's limit on a request body. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;

/**
 * Reads a body in JSON or YAML.
 *
 * @returns undefined for an empty body.
 * @throws StatusError 400, 413 or 415.
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  if (text.trim() === '') return undefined;
  const mediaType = mediaTypeOf(request);
  if (mediaType.endsWith('protobuf')) {
    throw unsupportedMediaType(
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml',
    );
  }
  return mediaType.endsWith('yaml') ? parseYaml(text) : parseJson(text);
}

/** The media type of the body without its parameters; JSON when the client does not say. */
export function mediaTypeOf(request: IncomingMessage): string {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase() || 'application/json';
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    sizeBytes += bytes.length;
    if (sizeBytes > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
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
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw badRequest(`couldn't get version/kind; json parse error: ${why}`);
  }
}

function parseYaml(text: string): unknown {
  assertHarmless(text);
  const document = parseDocument(text, { version: '1.1', merge: true });
  const [problem] = document.errors;
  if (problem !== undefined) throw badRequest(`error decoding YAML: ${problem.message}`);
  return document.toJS({ maxAliasCount: 100 });
}

/** Objects are merged by field name later on; this one would reach JavaScript's own prototype. */
function assertHarmless(text: string): void {
  if (text.includes('__proto__')) throw badRequest('the field name "__proto__" is not allowed');
}
