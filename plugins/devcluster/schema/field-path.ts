/** The path of a field inside a path, as the API server prints it. */
export function fieldPath(parent: string, field: string): string {
  return parent === '' ? field : `${parent}.${field}`;
}

/** The path of a map's entry, whose key may hold dots. */
export function keyPath(parent: string, key: string): string {
  return `${parent}[${key}]`;
}
