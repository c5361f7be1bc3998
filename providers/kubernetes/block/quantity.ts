const SUFFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const QUANTITY =
  /^([+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30}))(?:([eE][+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/;

/**
 * Number of a quantity (`500m`, `2`, `1.5Gi`, `1e3`), `undefined` when the text is none.
 *
 * @remarks Kubernetes API reference, "Quantity". Good for comparing: the precision is that of a double.
 */
export function parseQuantity(text: string): number | undefined {
  const match = QUANTITY.exec(text);
  if (match === null) return undefined;
  const [, digits, exponent, suffix] = match;
  if (exponent !== undefined) return Number(`${digits}${exponent}`);
  return Number(digits) * (SUFFIXES[suffix ?? ''] ?? Number.NaN);
}

/** Whether two texts or numbers mean the same amount: `1` = `1000m`. */
export function isSameQuantity(left: unknown, right: unknown): boolean {
  const [first, second] = [amountOf(left), amountOf(right)];
  if (first === undefined || second === undefined) return false;
  return Math.abs(first - second) <= Math.abs(first) * 1e-12;
}

function amountOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? parseQuantity(value) : undefined;
}
