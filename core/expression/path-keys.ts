/** The keys of a dot path (katalog-language §5.9), a leading dot tolerated; those of `.spec.image` are `spec` and `image`. */
export function pathKeys(path: string): readonly string[] {
  return path.replace(/^\./, '').split('.');
}
