/** Whether an error is the engine's own "Maximum call stack size exceeded". */
export function isStackExhausted(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}
