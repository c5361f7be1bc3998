/** One field on the wire: a number for varints and doubles, bytes for all else. */
export interface WireField {
  readonly number: number;
  readonly value: number | bigint | Buffer;
}

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;

/**
 * Splits a protobuf message into its fields (protocol buffers, encoding).
 *
 * @throws RangeError when the bytes end in the middle of a field.
 */
export function* readFields(message: Buffer): Generator<WireField> {
  let offset = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message.readUInt8(offset);
      offset += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a varint is longer than 10 bytes');
  };
  const bytes = (length: number): Buffer => {
    if (offset + length > message.length) throw new RangeError('a field ends past its message');
    offset += length;
    return message.subarray(offset - length, offset);
  };
  while (offset < message.length) {
    const tag = Number(varint());
    const number = tag >> 3;
    switch (tag & 7) {
      case VARINT:
        yield { number, value: BigInt.asIntN(64, varint()) };
        break;
      case FIXED_64:
        yield { number, value: bytes(8).readDoubleLE() };
        break;
      case BYTES:
        yield { number, value: bytes(Number(varint())) };
        break;
      case FIXED_32:
        yield { number, value: bytes(4).readFloatLE() };
        break;
      default:
        throw new RangeError(`wire type ${tag & 7} is not in use`);
    }
  }
}
