/** How a quantity is written. */
type QuantityFormat = 'binary' | 'decimal' | 'exponent';

/** A Kubernetes quantity, exact to 1e-9. */
export interface Quantity {
  readonly nano: bigint;
  readonly format: QuantityFormat;
}

const GRAMMAR =
  /^([+-]?)(\d{0,30})(?:\.(\d{0,30}))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d{1,2})?$/;
const NANO = 1_000_000_000n;
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const BASE = 1000n;
const BINARY_BASE = 1024n;

/**
 * Reads a quantity (`100m`, `1Gi`, `2e3`; Kubernetes API reference, "Quantity"); smaller parts than 1e-9 are rounded up,
 * as the API server does.
 *
 * @returns `undefined` when the text is none.
 */
export function parseQuantity(text: string): Quantity | undefined {
  const [, sign, whole = '', fraction = '', suffix = ''] = GRAMMAR.exec(text) ?? [];
  if (sign === undefined || (whole === '' && fraction === '')) return undefined;
  const [factor, divisor, format] = scaleOf(suffix);
  const scaled = BigInt(`${whole}${fraction}`) * NANO * factor;
  const over = 10n ** BigInt(fraction.length) * divisor;
  const size = (scaled + over - 1n) / over;
  return { nano: sign === '-' ? -size : size, format };
}

/** The canonical text of a quantity in its own format. */
export function formatQuantity({ nano, format }: Quantity): string {
  const size = nano < 0n ? -nano : nano;
  const sign = nano < 0n ? '-' : '';
  if (format === 'binary' && size >= BINARY_BASE * NANO) return sign + binaryText(size);
  const [mantissa, power] = strip(size);
  if (format !== 'exponent') return `${sign}${mantissa}${DECIMAL[power + 3] ?? `e${power * 3}`}`;
  return `${sign}${mantissa}${power === 0 ? '' : `e${power * 3}`}`;
}

/** The sum in the format of the first quantity, or of the second when the first is zero. */
export function addQuantities(left: Quantity, right: Quantity): Quantity {
  return { nano: left.nano + right.nano, format: left.nano === 0n ? right.format : left.format };
}

/** The quantity as a number. */
export function quantityNumber({ nano }: Quantity): number {
  return Number(nano / NANO) + Number(nano % NANO) / 1e9;
}

/** A number as a decimal quantity, cut to thousandths. */
export function quantityOf(value: number): Quantity {
  if (!Number.isFinite(value) || Math.abs(value) > 1e18) {
    throw new RangeError('number is out of the range of a quantity');
  }
  const milli = BigInt(Math.trunc(value * 1000));
  return { nano: milli * 1_000_000n, format: 'decimal' };
}

function scaleOf(suffix: string): readonly [factor: bigint, divisor: bigint, QuantityFormat] {
  const binary = BINARY.indexOf(suffix);
  if (binary >= 0) return [BINARY_BASE ** BigInt(binary + 1), 1n, 'binary'];
  const decimal = DECIMAL.indexOf(suffix);
  const exponent = decimal >= 0 ? (decimal - 3) * 3 : Number(suffix.slice(1));
  const format = decimal >= 0 ? 'decimal' : 'exponent';
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent < 0 ? [1n, power, format] : [power, 1n, format];
}

function binaryText(size: bigint): string {
  let whole = (size + NANO - 1n) / NANO;
  let power = 0;
  while (whole % BINARY_BASE === 0n && power < BINARY.length) {
    whole /= BINARY_BASE;
    power += 1;
  }
  return `${whole}${BINARY[power - 1] ?? ''}`;
}

function strip(size: bigint): readonly [mantissa: bigint, power: number] {
  if (size === 0n) return [0n, 0];
  let mantissa = size;
  let power = -3;
  while (mantissa % BASE === 0n && power < 6) {
    mantissa /= BASE;
    power += 1;
  }
  return [mantissa, power];
}
