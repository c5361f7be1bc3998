/**
 * The text of a number, the same wherever one becomes text: all digits, a point where it has a fraction, never an
 * exponent (katalog-language §5.9, rule 4).
 *
 * @remarks JSON and YAML that hold the number itself are written in their own forms.
 */
export function decimalText(value: number | bigint): string {
  const text = String(value);
  const [mantissa = '', exponent] = text.split('e');
  if (exponent === undefined) return text;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point >= digits.length) return `${sign}${digits.padEnd(point, '0')}`;
  return `${sign}0.${digits.padStart(digits.length - point, '0')}`;
}
