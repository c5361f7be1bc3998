/** What kubectl asks for; its message is `openapi.v2.Document` of google/gnostic. */
const PROTOBUF = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';
const LENGTH_DELIMITED = 2;

/** The media type when a client takes OpenAPI v2 in protobuf, as kubectl does; kubectl also writes it with an `@`. */
export function openApiV2Type(accept: string | undefined): string | undefined {
  const wanted = (accept ?? '').replaceAll('v2@v1.0', 'v2.v1.0');
  return wanted.includes(PROTOBUF) ? PROTOBUF : undefined;
}

/**
 * An OpenAPI v2 document with one operation: how a Namespace is patched.
 *
 * @remarks kubectl finds schemas in v3. It turns to v2 only for a kind it does not find there, and then looks at the patch of
 * Namespaces alone, to learn whether the server itself validates fields. Without an answer it reports that the document cannot be
 * read, where with one it goes on and says that the kind is not known.
 */
export function openApiV2Document(): Buffer {
  const kind = 'group: ""\nkind: Namespace\nversion: v1\n';
  const extension = message([1, 'x-kubernetes-group-version-kind'], [2, message([2, kind])]);
  // ParametersItem > Parameter > NonBodyParameter > QueryParameterSubSchema
  const query = message([2, 'query'], [4, 'fieldValidation']);
  const parameter = message([1, message([2, message([3, query])])]);
  const operation = message([5, 'patchCoreV1Namespace'], [8, parameter], [13, extension]);
  const path = message([1, '/api/v1/namespaces/{name}'], [2, message([8, operation])]);
  const info = message([1, 'Kubernetes'], [2, 'unversioned']);
  return message([1, '2.0'], [2, info], [8, message([2, path])]);
}

/** Fields of type string or message, which is all there are. */
function message(
  ...fields: readonly (readonly [number: number, value: string | Buffer])[]
): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      const bytes = typeof value === 'string' ? Buffer.from(value) : value;
      return [varint((number << 3) | LENGTH_DELIMITED), varint(bytes.length), bytes];
    }),
  );
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return Buffer.from([...bytes, rest]);
}
