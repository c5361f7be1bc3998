/** RFC 3339 in UTC and whole seconds, as Kubernetes writes times (`metav1.Time`). */
export function timestampOf(nowMs: number): string {
  return new Date(nowMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** RFC 3339 in UTC with microseconds (`metav1.MicroTime`). */
export function microTimeOf(nowMs: number): string {
  return `${new Date(nowMs).toISOString().slice(0, -1)}000Z`;
}
