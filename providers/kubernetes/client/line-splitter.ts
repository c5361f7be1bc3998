/** Cuts a stream of bytes into lines. */
export interface LineSplitter {
  /** The lines that this chunk completes, without their line feed. @throws RangeError when a line is too long */
  push(chunk: Buffer): string[];
  /** Bytes of the line that is not complete. */
  readonly pendingBytes: number;
}

/** Creates a splitter; a line may have `limitBytes` bytes. */
export function createLineSplitter(limitBytes: number): LineSplitter {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  const keep = (part: Buffer): void => {
    pendingBytes += part.length;
    if (pendingBytes > limitBytes) throw new RangeError(`Line is longer than ${limitBytes} bytes`);
    pending.push(part);
  };
  return {
    push(chunk) {
      const lines: string[] = [];
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        if (pending.length === 0) {
          if (at - from > limitBytes)
            throw new RangeError(`Line is longer than ${limitBytes} bytes`);
          lines.push(chunk.toString('utf8', from, at));
        } else {
          keep(chunk.subarray(from, at));
          // Joined before decoding: a character may lie across two chunks.
          lines.push(Buffer.concat(pending).toString('utf8'));
          pending = [];
          pendingBytes = 0;
        }
        from = at + 1;
      }
      if (from < chunk.length) keep(chunk.subarray(from));
      return lines;
    },
    get pendingBytes() {
      return pendingBytes;
    },
  };
}
