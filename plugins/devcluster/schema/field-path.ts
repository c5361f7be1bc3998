/** The path of a field inside a path, as the API server prints it. */
export function fieldPath(parent: string, field: string): string {
  return parent === '' ? field : `${parent}.${field}`;
}
