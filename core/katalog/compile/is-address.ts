/** Whether a text names something in the network and not a file: `https://…`, `oci://…`, `git@…:…`. */
export function isAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^[\w.-]+@[\w.-]+:/.test(text);
}
