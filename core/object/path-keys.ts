/**
 * The keys of a dot path (katalog-language §5.9), a leading dot tolerated; those of `.spec.image` are `spec` and `image`.
 *
 * @remarks Labels and annotations have no maps inside of them: what follows is one key, as in
 * `metadata.labels.app.kubernetes.io/name`.
 */
export function pathKeys(path: string): readonly string[] {
  const keys = path.replace(/^\./, '').split('.');
  const [root = '', part = '', ...rest] = keys;
  const isFlat = root === 'metadata' && (part === 'labels' || part === 'annotations');
  return isFlat && rest.length > 1 ? [root, part, rest.join('.')] : keys;
}
