const MAX_SAW = 128;
/** Shown in place of what may be a secret. */
const SECRET: string = '<secret>';

/** A value as a trace shows it: shortened, and hidden where it may be a secret. */
export function shown(text: string, isTainted: boolean): string {
  if (isTainted) return SECRET;
  return text.length > MAX_SAW ? `${text.slice(0, MAX_SAW - 1)}…` : text;
}
