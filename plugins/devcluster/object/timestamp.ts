/** Wall-clock milliseconds as `metav1.Time` writes them: whole seconds, UTC. */
export function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Wall-clock milliseconds as `metav1.MicroTime` writes them. */
export function microTimestamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}
