/** Orders as Kubernetes does: v2, v1, v2beta1, v1beta2, v1alpha1, then all else by name. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [rankOf(left), rankOf(right)];
  if (a === undefined || b === undefined) {
    if (a === undefined && b === undefined) return left < right ? -1 : Number(left > right);
    return a === undefined ? 1 : -1;
  }
  return b.stage - a.stage || b.major - a.major || b.minor - a.minor;
}

function rankOf(version: string): { stage: number; major: number; minor: number } | undefined {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (match === null) return undefined;
  const stage = { alpha: 0, beta: 1 }[match[2] ?? ''] ?? 2;
  return { stage, major: Number(match[1]), minor: Number(match[3] ?? 0) };
}
