/** An error by a code of JSONata, which finds the words and the place. */
export class JsonataFault extends Error {
  override readonly name: string = 'JsonataFault';
  readonly code: string;
  readonly token: string;
  readonly value: unknown;
  readonly value2: unknown;

  constructor(
    code: string,
    found: { readonly token: string; readonly value: unknown; readonly value2?: unknown },
  ) {
    super(code);
    this.code = code;
    this.token = found.token;
    this.value = shown(found.value);
    this.value2 = shown(found.value2);
  }
}

/** JSONata quotes values as JSON, which it cannot do with a `bigint`. */
function shown(value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
