const TRUE = new Set(['true', 'True', 'TRUE', '1', 'yes', 'YES', 'Yes', 'on', 'ON']);
const FALSE = new Set(['false', 'False', 'FALSE', '0', 'no', 'NO', 'No', 'off', 'OFF', '']);

/**
 * The boolean that a value stands for (notes.md §1.3).
 *
 * @throws TypeError when it stands for none
 */
export function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value) !== 0;
  if (typeof value === 'string') {
    if (TRUE.has(value)) return true;
    if (FALSE.has(value)) return false;
  }
  const found = typeof value === 'string' ? JSON.stringify(value.slice(0, 64)) : typeof value;
  throw new TypeError(`cannot convert ${found} to a boolean`);
}
